/**
 * Sites side by side along one clock. Each track is a row of files; the clock decides which file plays where, so a
 * track that begins late, ends early or has gaps stays beside the others.
 */
const DRIFT_S = 0.35;
const TICK_MS = 100;
const SVG = "http://www.w3.org/2000/svg";

class Track {
  constructor(element, files, onEmpty) {
    this.element = element;
    this.files = files;
    this.onEmpty = onEmpty;
    this.file = null;
    element.addEventListener("loadedmetadata", () => this.jump());
  }

  /** Brings the track to this moment of the recording. */
  follow(moment, playing) {
    this.moment = moment;
    this.playing = playing;
    const file = this.files.find((one) => moment >= one.start && moment < one.end) ?? null;
    this.onEmpty(file === null);
    if (file !== this.file) {
      this.file = file;
      if (file) this.element.src = file.url;
      else this.element.removeAttribute("src");
      return;
    }
    if (!file || this.element.readyState < 1) return;
    if (Math.abs(this.element.currentTime - (moment - file.start)) > DRIFT_S) this.jump();
    if (playing && this.element.paused) void this.element.play().catch(() => undefined);
    if (!playing && !this.element.paused) this.element.pause();
  }

  jump() {
    if (this.file) this.element.currentTime = Math.max(0, this.moment - this.file.start);
  }
}

class Player {
  constructor(root, timeline) {
    this.root = root;
    this.timeline = timeline;
    this.position = 0;
    this.playing = false;
    this.before = performance.now();
    this.button = root.querySelector("[data-play]");
    this.playWord = this.button.textContent;
    this.seek = root.querySelector("[data-seek]");
    this.seek.max = String(timeline.seconds);
    this.tracks = [...this.pictures(), ...this.sounds()];
    this.drawEvents();
    this.drawLine();
    this.button.addEventListener("click", () => this.toggle());
    this.seek.addEventListener("input", () => this.go(Number(this.seek.value)));
    window.setInterval(() => this.tick(), TICK_MS);
  }

  pictures() {
    const sites = this.root.querySelector("[data-sites]");
    return this.timeline.tracks
      .filter((track) => track.source !== "microphone")
      .map((track) => {
        const figure = document.createElement("figure");
        figure.className = "player-site";
        const video = document.createElement("video");
        video.muted = true;
        video.playsInline = true;
        const empty = document.createElement("span");
        empty.className = "player-empty";
        empty.textContent = this.root.dataset.noPicture ?? "";
        const caption = document.createElement("figcaption");
        caption.textContent = track.name;
        figure.append(video, empty, caption);
        sites.append(figure);
        return new Track(video, track.files, (isEmpty) => figure.classList.toggle("is-empty", isEmpty));
      });
  }

  sounds() {
    return this.timeline.tracks
      .filter((track) => track.source === "microphone")
      .map((track) => new Track(document.createElement("audio"), track.files, () => undefined));
  }

  toggle() {
    this.playing = !this.playing;
    if (this.position >= this.timeline.seconds) this.position = 0;
    this.button.textContent = this.playing ? this.button.dataset.pauseWord : this.playWord;
  }

  go(moment) {
    this.position = Math.min(Math.max(0, moment), this.timeline.seconds);
  }

  tick() {
    const now = performance.now();
    if (this.playing) this.go(this.position + (now - this.before) / 1000);
    this.before = now;
    if (this.playing && this.position >= this.timeline.seconds) this.toggle();
    for (const track of this.tracks) track.follow(this.position, this.playing);
    if (document.activeElement !== this.seek || this.playing) this.seek.value = String(this.position);
    this.root.querySelector("[data-position]").textContent = `${clock(this.position)} / ${clock(this.timeline.seconds)}`;
  }

  drawEvents() {
    const list = this.root.querySelector("[data-events]");
    const gapWord = this.root.dataset.gap ?? "";
    const gaps = this.timeline.gaps.map((gap) => ({ at: gap.start, what: gapWord, name: gap.name }));
    for (const event of [...this.timeline.events, ...gaps].sort((a, b) => a.at - b.at)) {
      const row = document.createElement("li");
      const button = document.createElement("button");
      const time = document.createElement("time");
      time.textContent = clock(event.at);
      button.type = "button";
      button.append(time, [event.what, event.name].filter(Boolean).join(" – "));
      button.addEventListener("click", () => this.go(event.at));
      row.append(button);
      list.append(row);
    }
  }

  drawLine() {
    const line = document.createElementNS(SVG, "svg");
    line.setAttribute("viewBox", `0 0 ${Math.max(this.timeline.seconds, 1)} 24`);
    line.setAttribute("preserveAspectRatio", "none");
    line.setAttribute("class", "player-line");
    const stretch = (start, end, y, height, colour) => {
      const box = document.createElementNS(SVG, "rect");
      const values = { x: start, y, width: Math.max(end - start, 0.2), height, fill: colour };
      for (const [name, value] of Object.entries(values)) box.setAttribute(name, String(value));
      line.append(box);
    };
    stretch(0, this.timeline.seconds, 10, 4, "#cfd8e1");
    for (const track of this.timeline.tracks)
      for (const file of track.files) stretch(file.start, file.end, track.source === "microphone" ? 4 : 10, 4, "#0b4f8a");
    for (const gap of this.timeline.gaps) stretch(gap.start, gap.end, 16, 6, "#a61b1b");
    this.root.querySelector("[data-line]").replaceWith(line);
  }
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const root = document.querySelector("[data-player]");
if (root) {
  const answer = await fetch(root.dataset.timelineUrl, { credentials: "same-origin" });
  if (answer.ok) root.player = new Player(root, await answer.json());
}
