/** Three chimes for the check of the speaker. */

const TONES_HZ = [523, 659, 784];

interface WithSink {
  setSinkId(deviceId: string): Promise<void>;
}

export async function playChime(speaker: string | undefined): Promise<void> {
  const context = new AudioContext();
  // Older browsers cannot choose: the sound then comes from the default speaker.
  if (speaker && "setSinkId" in context) await (context as WithSink).setSinkId(speaker).catch(() => undefined);
  await context.resume();
  for (const [place, tone] of TONES_HZ.entries()) chime(context, tone, context.currentTime + place * 0.5);
  setTimeout(() => void context.close(), 3000);
}

function chime(context: AudioContext, tone: number, at: number): void {
  const source = new OscillatorNode(context, { frequency: tone });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.8);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + 0.9);
}
