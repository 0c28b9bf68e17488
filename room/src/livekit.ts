/** The only file that knows livekit-client: one link is one stay in one room. */
import {
  AudioPresets,
  ConnectionState,
  DisconnectReason,
  type LocalTrackPublication,
  type RemoteParticipant,
  type RemoteTrack,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
} from "livekit-client";
import type { LossReason } from "./connection";
import { reconnectDelay } from "./connection";
import type { Received, Ticket } from "./messages";
import { Meter } from "./meter";
import { Publisher } from "./publisher";
import type { SentFigures, StatsRow } from "./stats";
import { lossBetween, receivedLevel, receivedPackets, receivedPicture, receiverRtt, sentFigures } from "./stats";

/** Two thirds of a second: no syllable falls between two readings. Unit: samples at 48 kHz. */
const METER_WINDOW = 32768;

export interface LinkWish {
  readonly hd: boolean;
  readonly viewer: boolean;
  /** Where the elements that sound live; they are never seen. */
  readonly soundBox: HTMLElement;
}

export interface LinkEvents {
  /** Somebody came, left, spoke, showed or hid a picture, or the server changed what may be published. */
  readonly onPeople: () => unknown;
  readonly onReconnecting: () => unknown;
  readonly onBack: () => unknown;
  readonly onLost: (reason: LossReason) => unknown;
}

export interface Sample {
  readonly received: readonly Received[];
  readonly sent: SentFigures;
}

/** Make a link that is not connected yet; the lookups and handshakes of its first connection are done early. */
export function prepareLink(url: string, wish: LinkWish, events: LinkEvents): Link {
  const link = new Link(wish, events);
  link.prepare(url);
  return link;
}

export class Link {
  readonly #room: Room;
  readonly #wish: LinkWish;
  readonly #camera: Publisher;
  readonly #microphone: Publisher;
  readonly #packets = new Map<string, { got: number; lost: number }>();
  readonly #meters = new Map<string, Meter>();
  readonly #sounds = new Map<RemoteTrack, HTMLMediaElement>();
  #audible: boolean;
  #joining = false;
  #left = false;

  constructor(wish: LinkWish, events: LinkEvents) {
    this.#wish = wish;
    this.#audible = !wish.viewer;
    this.#room = new Room({
      // A site's window behind another one still has to prove what it receives; a viewer's may rest.
      adaptiveStream: { pauseVideoInBackground: wish.viewer },
      // A layer that rests takes some 30 ms to wake for whoever joins: it rests only where it would cost much to send.
      dynacast: wish.hd,
      // Camera and microphone outlive the room: the next one starts with them at once.
      stopLocalTrackOnUnpublish: false,
      // By itself it leaves at `beforeunload`, which a mere download also fires; the stage leaves at `pagehide`.
      disconnectOnPageLeave: false,
      publishDefaults: {
        videoCodec: "vp8",
        backupCodec: false,
        simulcast: true,
        videoEncoding: (wish.hd ? VideoPresets.h720 : VideoPresets.h360).encoding,
        videoSimulcastLayers: wish.hd ? [VideoPresets.h180, VideoPresets.h360] : [VideoPresets.h180],
        audioPreset: AudioPresets.speech,
      },
      reconnectPolicy: {
        nextRetryDelayInMs: ({ retryCount, elapsedMs }) => reconnectDelay(retryCount, elapsedMs, Math.random()),
      },
    });
    this.#camera = new Publisher(
      () => this.#publication(Track.Source.Camera)?.track?.mediaStreamTrack,
      (track) => this.#publish(track, Track.Source.Camera),
      (track) => this.#room.localParticipant.unpublishTrack(track, false),
    );
    this.#microphone = new Publisher(
      () => this.#publication(Track.Source.Microphone)?.track?.mediaStreamTrack,
      (track) => this.#publish(track, Track.Source.Microphone),
      (track) => this.#room.localParticipant.unpublishTrack(track, false),
    );
    this.#listen(events);
  }

  prepare(url: string): void {
    void this.#room.prepareConnection(url);
  }

  /** Join the room. Camera and microphone are wished for before or after, and published as soon as it is open. */
  async join(ticket: Ticket): Promise<void> {
    this.#joining = true;
    await this.#room.connect(ticket.url, ticket.token).finally(() => {
      this.#joining = false;
    });
    this.settle();
  }

  get connected(): boolean {
    return this.#room.state === ConnectionState.Connected;
  }

  get microphonePublished(): boolean {
    return this.#publication(Track.Source.Microphone) !== undefined;
  }

  get cameraPublished(): boolean {
    return this.#publication(Track.Source.Camera) !== undefined;
  }

  /** Whether the media server lets this browser publish sound now. */
  get microphonePermitted(): boolean {
    const { permissions } = this.#room.localParticipant;
    if (!permissions?.canPublish) return false;
    const sources: readonly number[] = permissions.canPublishSources;
    return sources.length === 0 || sources.includes(Track.sourceToProto(Track.Source.Microphone));
  }

  get soundBlocked(): boolean {
    return this.connected && this.#audible && !this.#room.canPlaybackAudio;
  }

  get audible(): boolean {
    return this.#audible;
  }

  wantCamera(track: MediaStreamTrack | null): void {
    this.#camera.want(track);
    this.settle();
  }

  wantMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone.want(track);
    this.settle();
  }

  /**
   * Bring what is published to what is wished; called again each second, so a failed publish is tried again.
   * A camera wished for on the way in travels with the first handshake: the others see it one exchange sooner.
   */
  settle(): void {
    if (this.connected || this.#joining) void this.#camera.settle();
    if (this.connected) void this.#microphone.settle();
  }

  inRoom(): ReadonlySet<string> {
    const all = [...this.#room.remoteParticipants.keys()];
    return new Set(this.connected ? [...all, this.#room.localParticipant.identity] : all);
  }

  speaking(): ReadonlySet<string> {
    return new Set(this.#room.activeSpeakers.map((person) => person.identity));
  }

  /** Show the picture of one person in the element, as long as he has one. */
  show(identity: string, element: HTMLVideoElement): boolean {
    const track = this.#cameraOf(identity);
    if (!track) return false;
    if (!track.attachedElements.includes(element)) track.attach(element);
    return true;
  }

  async hear(audible: boolean): Promise<void> {
    this.#audible = audible;
    for (const element of this.#sounds.values()) element.muted = !audible;
    if (audible) await this.#room.startAudio().catch(() => undefined);
  }

  /** How loud one person is just now, also when he is muted here. From 0 to 1. */
  peakOf(identity: string): number {
    const sound = this.#room.remoteParticipants.get(identity)?.getTrackPublication(Track.Source.Microphone)?.track;
    const meter = this.#meters.get(identity) ?? new Meter(METER_WINDOW);
    this.#meters.set(identity, meter);
    return meter.peakOf(sound?.mediaStreamTrack ?? null);
  }

  async useSpeaker(deviceId: string): Promise<void> {
    // A speaker that is gone must not silence the room: the browser then keeps the default one.
    await this.#room.switchActiveDevice("audiooutput", deviceId).catch(() => false);
  }

  async leave(): Promise<void> {
    this.#left = true;
    for (const track of [...this.#sounds.keys()]) this.#hush(track);
    await this.#room.disconnect(false);
  }

  async sample(): Promise<Sample> {
    const people = [...this.#room.remoteParticipants.values()];
    const received = await Promise.all(people.map((person) => this.#receivedFrom(person)));
    const camera = await rowsOf(this.#publication(Track.Source.Camera)?.track);
    const microphone = await rowsOf(this.#publication(Track.Source.Microphone)?.track);
    const sent = sentFigures(camera, microphone);
    return {
      received: received.map((one) => one.received),
      sent: {
        ...sent,
        rttMs: sent.rttMs || Math.max(0, ...received.map((one) => one.rttMs)),
        lossPct: Math.max(sent.lossPct, ...received.map((one) => one.lossPct)),
      },
    };
  }

  async #receivedFrom(person: RemoteParticipant) {
    const video = await rowsOf(person.getTrackPublication(Track.Source.Camera)?.track);
    const audio = await rowsOf(person.getTrackPublication(Track.Source.Microphone)?.track);
    const picture = receivedPicture(video);
    const packets = receivedPackets(video);
    const lossPct = lossBetween(this.#packets.get(person.identity) ?? packets, packets);
    this.#packets.set(person.identity, packets);
    const received: Received = {
      identity: person.identity,
      frames_decoded: picture.frames,
      // The browser counts no level of a sound that it mutes: it is then measured beside.
      audio_level: this.#audible ? receivedLevel(audio) : this.peakOf(person.identity),
      width: picture.width,
      height: picture.height,
    };
    return { received, lossPct, rttMs: receiverRtt(video) };
  }

  #publication(source: Track.Source): LocalTrackPublication | undefined {
    return this.#room.localParticipant.getTrackPublication(source);
  }

  async #publish(track: MediaStreamTrack, source: Track.Source): Promise<unknown> {
    return this.#room.localParticipant.publishTrack(track, { source });
  }

  #cameraOf(identity: string): RemoteTrack | undefined {
    const person = this.#room.remoteParticipants.get(identity);
    return person?.getTrackPublication(Track.Source.Camera)?.track as RemoteTrack | undefined;
  }

  #listen(events: LinkEvents): void {
    const people = () => events.onPeople();
    this.#room
      .on(RoomEvent.ParticipantConnected, people)
      .on(RoomEvent.ParticipantDisconnected, people)
      .on(RoomEvent.ActiveSpeakersChanged, people)
      .on(RoomEvent.ParticipantPermissionsChanged, people)
      .on(RoomEvent.LocalTrackPublished, people)
      .on(RoomEvent.LocalTrackUnpublished, people)
      .on(RoomEvent.AudioPlaybackStatusChanged, people)
      .on(RoomEvent.TrackSubscribed, (track, _, person) => {
        if (track.kind === Track.Kind.Audio) this.#sound(track, person);
        people();
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        this.#hush(track);
        people();
      })
      .on(RoomEvent.SignalReconnecting, events.onReconnecting)
      .on(RoomEvent.Reconnecting, events.onReconnecting)
      .on(RoomEvent.Reconnected, events.onBack)
      .on(RoomEvent.Disconnected, (reason) => events.onLost(this.#left ? "left" : lossOf(reason)));
  }

  #sound(track: RemoteTrack, person: RemoteParticipant): void {
    const element = track.attach();
    element.dataset.identity = person.identity;
    element.muted = !this.#audible;
    this.#sounds.set(track, element);
    this.#wish.soundBox.append(element);
  }

  #hush(track: RemoteTrack): void {
    track.detach();
    this.#sounds.get(track)?.remove();
    this.#sounds.delete(track);
  }
}

function lossOf(reason: DisconnectReason | undefined): LossReason {
  if (reason === DisconnectReason.DUPLICATE_IDENTITY) return "replaced";
  const removed: (DisconnectReason | undefined)[] = [
    DisconnectReason.PARTICIPANT_REMOVED,
    DisconnectReason.ROOM_DELETED,
  ];
  return removed.includes(reason) ? "removed" : "network";
}

async function rowsOf(track: { getRTCStatsReport(): Promise<RTCStatsReport | undefined> } | Track | undefined) {
  if (!track || !("getRTCStatsReport" in track)) return [];
  const report = await track.getRTCStatsReport().catch(() => undefined);
  return report ? ([...report.values()] as StatsRow[]) : [];
}
