package main

import (
	"bytes"
	"time"

	"github.com/livekit/server-sdk-go/v2/pkg/samplebuilder"
	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

// patience is how long the frames behind a lost packet wait for its retransmission.
const patience = time.Second

// frame is one whole picture or one Opus packet, as it was sent.
type frame struct {
	timestamp     uint32
	arrived       time.Time // of the packet that completed it
	data          []byte
	key           bool
	width, height int // of a key frame
}

// assembler puts the packets of one stream in order and makes frames of them.
type assembler struct {
	builder *samplebuilder.SampleBuilder
	video   bool
	newest  time.Time // when a packet came last
	blocked time.Time // since when nothing could be taken out
	lost    bool
}

func newAssembler(video bool) *assembler {
	a := &assembler{video: video}
	onLoss := samplebuilder.WithPacketDroppedHandler(func() { a.lost = true })
	if video {
		a.builder = samplebuilder.New(512, &codecs.VP8Packet{}, 90000, onLoss)
	} else {
		a.builder = samplebuilder.New(64, &codecs.OpusPacket{}, 48000, onLoss)
	}
	return a
}

// push takes a packet and returns the frames that are complete and in order now.
func (a *assembler) push(packet *rtp.Packet, arrived time.Time) []frame {
	a.newest = arrived
	a.builder.Push(packet)
	frames := a.pop(nil, a.builder.PopPackets)
	switch {
	case len(frames) > 0 || a.blocked.IsZero():
		a.blocked = arrived
	case arrived.Sub(a.blocked) > patience:
		a.blocked = arrived
		frames = a.appendFrame(frames, a.builder.ForcePopPackets())
		frames = a.pop(frames, a.builder.PopPackets)
	}
	return frames
}

// drain returns what is left, without waiting for lost packets any more.
func (a *assembler) drain() []frame {
	return a.pop(nil, a.builder.ForcePopPackets)
}

// takeLoss tells whether packets have been given up since it was last asked.
func (a *assembler) takeLoss() bool {
	lost := a.lost
	a.lost = false
	return lost
}

func (a *assembler) pop(frames []frame, next func() []*rtp.Packet) []frame {
	for packets := next(); packets != nil; packets = next() {
		frames = a.appendFrame(frames, packets)
	}
	return frames
}

// appendFrame adds the frame that these packets hold. Padding holds none, and what the media server made up to calm
// decoders was sent by nobody: the record must not show it.
func (a *assembler) appendFrame(frames []frame, packets []*rtp.Packet) []frame {
	f := frame{arrived: a.newest, key: !a.video}
	for _, packet := range packets {
		f.timestamp = packet.Timestamp
		if !a.video {
			f.data = packet.Payload
			continue
		}
		var vp8 codecs.VP8Packet
		part, err := vp8.Unmarshal(packet.Payload)
		if err != nil {
			return frames // padding
		}
		f.data = append(f.data, part...)
	}
	if a.video {
		f.width, f.height, f.key = vp8KeyFrame(f.data)
	}
	if len(f.data) == 0 || f.blankPicture() || !a.video && blankSound(f.data) {
		return frames
	}
	return append(frames, f)
}

// blankPicture tells the key frame of 8 by 8 points that LiveKit sends when a track closes.
func (f *frame) blankPicture() bool {
	return f.key && f.width == 8 && f.height == 8
}

// blankSound tells the silence that LiveKit sends when a site mutes: 80 bytes, of which all but three are zero. The
// silence of a browser is shorter.
func blankSound(packet []byte) bool {
	const length = 80
	return len(packet) >= length && bytes.HasPrefix(packet, []byte{0xf8, 0xff, 0xfe}) &&
		len(bytes.Trim(packet[3:length], "\x00")) == 0
}

// hasMedia tells whether a packet holds something that a site has sent.
func (a *assembler) hasMedia(packet *rtp.Packet) bool {
	return len(packet.Payload) > 0 && (a.video || !blankSound(packet.Payload))
}

// vp8KeyFrame reads width and height from the header of a key frame (RFC 6386 § 9.1).
func vp8KeyFrame(data []byte) (width, height int, key bool) {
	if len(data) < 10 || data[0]&1 != 0 || data[3] != 0x9d || data[4] != 0x01 || data[5] != 0x2a {
		return 0, 0, false
	}
	width = (int(data[7])<<8 | int(data[6])) & 0x3fff
	height = (int(data[9])<<8 | int(data[8])) & 0x3fff
	return width, height, true
}

// opusTicks is how long an Opus packet sounds, in ticks of 48 kHz (RFC 6716 § 3.1).
func opusTicks(packet []byte) int64 {
	if len(packet) == 0 {
		return 0
	}
	config := packet[0] >> 3
	var ticks int64
	switch {
	case config < 12: // SILK: 10, 20, 40, 60 ms
		ticks = []int64{480, 960, 1920, 2880}[config&3]
	case config < 16: // hybrid: 10, 20 ms
		ticks = []int64{480, 960}[config&1]
	default: // CELT: 2.5, 5, 10, 20 ms
		ticks = []int64{120, 240, 480, 960}[config&3]
	}
	switch packet[0] & 3 {
	case 0:
		return ticks
	case 3:
		if len(packet) < 2 {
			return 0
		}
		return ticks * int64(packet[1]&0x3f)
	default:
		return 2 * ticks
	}
}
