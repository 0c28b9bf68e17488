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
	trailer []byte    // ends what the media server itself has made up, see room.SifTrailer
	newest  time.Time // when a packet came last
	blocked time.Time // since when nothing could be taken out
	lost    bool
}

func newAssembler(video bool, trailer []byte) *assembler {
	a := &assembler{video: video, trailer: trailer}
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

// appendFrame adds the frame that these packets hold; padding and what the media server made up hold none.
func (a *assembler) appendFrame(frames []frame, packets []*rtp.Packet) []frame {
	var data []byte
	for _, packet := range packets {
		if len(packet.Payload) == 0 || a.madeUp(packet.Payload) {
			return frames
		}
		if !a.video {
			data = packet.Payload
			continue
		}
		var vp8 codecs.VP8Packet
		part, err := vp8.Unmarshal(packet.Payload)
		if err != nil {
			return frames
		}
		data = append(data, part...)
	}
	if len(data) == 0 {
		return frames
	}
	f := frame{timestamp: packets[0].Timestamp, arrived: a.newest, data: data, key: !a.video}
	if a.video {
		f.width, f.height, f.key = vp8KeyFrame(data)
	}
	return append(frames, f)
}

func (a *assembler) madeUp(payload []byte) bool {
	return len(a.trailer) > 0 && bytes.HasSuffix(payload, a.trailer)
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
