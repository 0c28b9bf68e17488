/** The level of a sound, measured in this browser: of the own microphone, and of a remote sound that is muted here. */

let shared: AudioContext | null = null;

/** One context for all meters. A browser may hold it back until the first touch of the page. */
function sharedContext(): AudioContext {
  if (shared) return shared;
  const context = new AudioContext();
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => void context.resume());
  shared = context;
  return context;
}

export class Meter {
  readonly #samples: Float32Array<ArrayBuffer>;
  #source: MediaStreamAudioSourceNode | null = null;
  #analyser: AnalyserNode | null = null;
  #track: MediaStreamTrack | null = null;

  /** `window` is how much of the past one reading covers. Unit: samples, a power of two up to 32768. */
  constructor(window: number) {
    this.#samples = new Float32Array(window);
  }

  /** The highest peak of the last moment, from 0 to 1. */
  peakOf(track: MediaStreamTrack | null): number {
    if (track !== this.#track) this.#follow(track);
    if (!this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return Math.min(
      1,
      this.#samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    );
  }

  #follow(track: MediaStreamTrack | null): void {
    this.#source?.disconnect();
    this.#source = null;
    this.#analyser = null;
    this.#track = track;
    if (!track) return;
    const context = sharedContext();
    this.#analyser = new AnalyserNode(context, { fftSize: this.#samples.length });
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }
}

/** As an ear has it: from -60 dB (silence) to 0 dB (as loud as can be), in even steps from 0 to 1. */
export function loudness(peak: number): number {
  if (peak <= 0) return 0;
  return Math.min(1, Math.max(0, 1 + (20 * Math.log10(peak)) / 60));
}
