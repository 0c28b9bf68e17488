/** The level of the local microphone, measured in this browser; no sound leaves it. */

export class Meter {
  #context: AudioContext | null = null;
  #analyser: AnalyserNode | null = null;
  #track: MediaStreamTrack | null = null;

  /** Loudness of the last moment, from 0 to 1, as an ear would have it rather than as a voltmeter. */
  levelOf(track: MediaStreamTrack | null): number {
    if (track !== this.#track) this.#follow(track);
    if (!this.#analyser) return 0;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return loudness(power);
  }

  #follow(track: MediaStreamTrack | null): void {
    void this.#context?.close();
    this.#context = null;
    this.#analyser = null;
    this.#track = track;
    if (!track) return;
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }
}

/** From -60 dB (silence) to 0 dB (as loud as can be), in even steps. */
export function loudness(power: number): number {
  if (power <= 0) return 0;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power)) / 60));
}
