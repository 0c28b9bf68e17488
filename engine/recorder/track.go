package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
)

// track stores what one site publishes as one track. Its number of files grows over reconnections.
type track struct {
	participant, owner string // identity; and the participant's SID, new at each of his joins
	sid, source        string
	video              bool
	folder             string
	ledger             *ledger
	bytes              *atomic.Int64 // of the whole run

	mu     sync.Mutex
	askKey func() // sends a request for a key frame
	input  *assembler
	clock  *rtpClock
	cutter *cutter
	gaps   *gapWatch
	file   *openFile
	index  int
	ended  bool
}

// openFile is the file that the frames of a track go to now. Places are in ticks of the stream's clock.
type openFile struct {
	writer        *webmWriter
	file          *os.File
	name          string
	index         int
	started       time.Time
	start, last   int64
	lastLength    int64 // of the last frame
	frames        int
	width, height int // of the largest picture
}

const (
	videoRate, audioRate = 90000, 48000
	usualPicture         = videoRate / 30 // length of the only picture of a file
)

func (t *track) rate() int64 {
	if t.video {
		return videoRate
	}
	return audioRate
}

// attach begins a stream of this track: the first one, or another after a reconnection.
func (t *track) attach(segment time.Duration, askKey func()) *assembler {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.drain()
	t.closeFile(nil)
	t.input = newAssembler(t.video)
	t.clock = &rtpClock{rate: t.rate()}
	t.cutter = newCutter(t.video, segment, t.rate())
	t.askKey = askKey
	return t.input
}

// packet takes one packet of the stream that `input` stands for; packets of an earlier stream are ignored.
func (t *track) packet(input *assembler, packet *rtp.Packet, arrived time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended || input != t.input {
		return nil
	}
	t.clock.unwrap(packet.Timestamp, arrived)
	frames := t.input.push(packet, arrived)
	if t.input.hasMedia(packet) {
		t.gaps.packetCame(arrived)
	}
	return t.storeAll(frames)
}

// tick does what must happen without a packet: asking for key frames, closing the file of a silent track.
func (t *track) tick(now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended || t.input == nil {
		return nil
	}
	var err error
	if now.Sub(t.input.newest) > patience {
		err = t.drain()
	}
	if t.file != nil && now.Sub(t.gaps.stored) > gapAfter {
		t.closeFile(nil)
	}
	if !t.gaps.muted && t.cutter.ask(now) {
		t.askKey()
	}
	return err
}

func (t *track) setMuted(muted bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended || t.gaps.muted == muted {
		return
	}
	t.noteGap(t.gaps.setMuted(muted, time.Now()))
	kind := "track_unmuted"
	if muted {
		kind = "track_muted"
	}
	t.ledger.note(kind, t.names())
}

func (t *track) connectionLost() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.gaps.connectionLost()
}

// end stores what is left; nothing is taken after it.
func (t *track) end() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		return nil
	}
	err := t.drain()
	t.closeFile(nil)
	t.noteGap(t.gaps.finish(time.Now()))
	t.ended = true
	return err
}

func (t *track) lastPacket() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.gaps.packet
}

func (t *track) drain() error {
	if t.input == nil {
		return nil
	}
	return t.storeAll(t.input.drain())
}

func (t *track) storeAll(frames []frame) error {
	for i := range frames {
		if err := t.store(&frames[i]); err != nil {
			return err
		}
	}
	if t.input.takeLoss() {
		t.cutter.spoiled()
	}
	return nil
}

func (t *track) store(f *frame) error {
	place := t.clock.place(f.timestamp)
	switch t.cutter.judge(place, f) {
	case dropFrame:
		t.closeFile(nil)
		return nil
	case cutBefore:
		t.closeFile(&place)
		if err := t.openFile(place, f); err != nil {
			return err
		}
	}
	t.noteGap(t.gaps.frameStored(f.arrived))
	return t.write(place, f)
}

func (t *track) openFile(place int64, f *frame) error {
	t.index++
	name := fmt.Sprintf("%s-%s-%04d.webm", safeName(t.participant), safeName(t.sid), t.index)
	file, err := os.OpenFile(filepath.Join(t.folder, name+unfinished), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o640)
	if err != nil {
		return err
	}
	kind := audioTrack()
	if t.video {
		kind = videoTrack()
	}
	started := t.clock.wall(place)
	writer, err := newWebmWriter(file, kind, started)
	if err != nil {
		file.Close()
		return err
	}
	t.file = &openFile{
		writer: writer, file: file, name: name, index: t.index, started: started,
		start: place, last: place, lastLength: usualPicture,
	}
	return nil
}

func (t *track) write(place int64, f *frame) error {
	o := t.file
	place = max(place, o.last) // WebM wants rising times
	if !t.video {
		o.lastLength = opusTicks(f.data)
	} else if place > o.last {
		o.lastLength = place - o.last
	}
	if f.width > o.width {
		o.width, o.height = f.width, f.height
		if err := o.writer.setSize(f.width, f.height); err != nil {
			return err
		}
	}
	if err := o.writer.add(t.clock.duration(place-o.start), f.key, f.data); err != nil {
		return err
	}
	o.last = place
	o.frames++
	t.bytes.Add(int64(len(f.data)))
	if t.index > 1 || o.frames > 1 {
		return nil
	}
	if err := o.writer.flush(); err != nil {
		return err
	}
	if err := o.file.Sync(); err != nil {
		return err
	}
	t.ledger.note("first_bytes", t.names())
	return nil
}

// closeFile hands the open file to the ledger. It ends where the next one begins, or with its last frame.
func (t *track) closeFile(next *int64) {
	o := t.file
	if o == nil {
		return
	}
	t.file = nil
	end := o.last + o.lastLength
	if next == nil {
		t.cutter.closed()
	} else if adjacent := *next-end < t.cutter.leap && *next >= o.last; adjacent {
		end = *next
	}
	values := t.names()
	values["source"], values["index"], values["file"] = t.source, o.index, o.name
	values["started_at"], values["ended_at"] = stamp(o.started), stamp(t.clock.wall(end))
	values["frames"], values["width"], values["height"] = o.frames, nil, nil
	if t.video {
		values["width"], values["height"] = o.width, o.height
	}
	t.ledger.segment(&closedFile{
		file: o.file, writer: o.writer, path: filepath.Join(t.folder, o.name),
		duration: t.clock.duration(end - o.start),
	}, values)
}

func (t *track) noteGap(g *gap) {
	if g == nil {
		return
	}
	values := t.names()
	values["started_at"], values["ended_at"], values["reason"] = stamp(g.from), stamp(g.to), g.reason
	t.ledger.note("gap", values)
}

func (t *track) names() fields {
	return fields{"participant": t.participant, "track": t.sid}
}

// safeName replaces what a file name should not hold.
func safeName(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
			return r
		}
		return '_'
	}, s)
}
