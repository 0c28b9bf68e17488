package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/rtp"
)

// vp8Data is a frame with the header of RFC 6386 and some content.
func vp8Data(key bool, width, height int, content byte) []byte {
	if !key {
		return []byte{0x31, 0, 0, content}
	}
	return []byte{
		0x10, 0, 0, 0x9d, 0x01, 0x2a, byte(width), byte(width >> 8), byte(height), byte(height >> 8), content,
	}
}

// vp8Packets splits a frame into two packets.
func vp8Packets(sequence uint16, timestamp uint32, data []byte) []*rtp.Packet {
	half := len(data) / 2
	return []*rtp.Packet{
		{
			Header:  rtp.Header{SequenceNumber: sequence, Timestamp: timestamp},
			Payload: append([]byte{0x10}, data[:half]...),
		},
		{
			Header:  rtp.Header{SequenceNumber: sequence + 1, Timestamp: timestamp, Marker: true},
			Payload: append([]byte{0x00}, data[half:]...),
		},
	}
}

func opusPacket(sequence uint16, payload []byte) *rtp.Packet {
	header := rtp.Header{SequenceNumber: sequence, Timestamp: uint32(sequence) * 960}
	return &rtp.Packet{Header: header, Payload: payload}
}

func timestamps(frames []frame) []uint32 {
	var all []uint32
	for _, f := range frames {
		all = append(all, f.timestamp)
	}
	return all
}

func expectTimestamps(t *testing.T, frames []frame, want ...uint32) {
	t.Helper()
	got := timestamps(frames)
	if len(got) != len(want) {
		t.Fatalf("got the frames %v, not %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got the frames %v, not %v", got, want)
		}
	}
}

func TestFrameIsPutTogetherFromShuffledPackets(t *testing.T) {
	a := newAssembler(true)
	first, second := vp8Data(true, 1280, 720, 7), vp8Data(false, 0, 0, 8)
	packets := append(vp8Packets(10, 0, first), vp8Packets(12, 3000, second)...)

	frames := a.push(packets[0], day)
	frames = append(frames, a.push(packets[3], day)...)
	frames = append(frames, a.push(packets[2], day)...)
	frames = append(frames, a.push(packets[1], day)...)

	expectTimestamps(t, frames, 0, 3000)
	if f := frames[0]; !f.key || f.width != 1280 || f.height != 720 || !bytes.Equal(f.data, first) {
		t.Errorf("the first frame is %+v", f)
	}
	if f := frames[1]; f.key || !bytes.Equal(f.data, second) {
		t.Errorf("the second frame is %+v", f)
	}
	if a.takeLoss() {
		t.Error("a loss was reported")
	}
}

func TestFramesWaitForARetransmissionAndGoOnWithoutItAfterASecond(t *testing.T) {
	a := newAssembler(false)
	expectTimestamps(t, a.push(opusPacket(1, []byte{0x78, 1}), seconds(0)), 960)

	expectTimestamps(t, a.push(opusPacket(3, []byte{0x78, 3}), seconds(0.5)))
	expectTimestamps(t, a.push(opusPacket(2, []byte{0x78, 2}), seconds(0.9)), 2*960, 3*960)

	expectTimestamps(t, a.push(opusPacket(5, []byte{0x78, 5}), seconds(1.0)))
	expectTimestamps(t, a.push(opusPacket(6, []byte{0x78, 6}), seconds(2.5)), 5*960, 6*960)
}

func TestLossInsideAPictureIsReportedOnce(t *testing.T) {
	a := newAssembler(true)
	broken, whole := vp8Packets(10, 0, vp8Data(true, 640, 360, 1)), vp8Packets(12, 3000, vp8Data(false, 0, 0, 2))
	a.push(broken[0], seconds(0))
	a.push(whole[0], seconds(0.1))

	frames := a.push(whole[1], seconds(1.5))

	expectTimestamps(t, frames, 3000)
	if !a.takeLoss() || a.takeLoss() {
		t.Error("the loss was not reported exactly once")
	}
}

func TestPaddingIsNoFrameAndHoldsNothingUp(t *testing.T) {
	a := newAssembler(true)
	whole := vp8Packets(11, 3000, vp8Data(true, 640, 360, 1))
	padding := &rtp.Packet{Header: rtp.Header{SequenceNumber: 10, Timestamp: 0}}

	frames := a.push(padding, day)
	frames = append(frames, a.push(whole[0], day)...)
	frames = append(frames, a.push(whole[1], day)...)

	expectTimestamps(t, frames, 3000)
}

func TestWhatTheMediaServerMadeUpIsLeftOut(t *testing.T) {
	silence := append([]byte{0xf8, 0xff, 0xfe}, make([]byte, 77)...)
	sound, video := newAssembler(false), newAssembler(true)
	blank := vp8Packets(1, 0, vp8Data(true, 8, 8, 0))
	video.push(blank[0], day)

	expectTimestamps(t, sound.push(opusPacket(1, silence), day))
	expectTimestamps(t, sound.push(opusPacket(2, append(silence, "trailer"...)), day))
	expectTimestamps(t, sound.push(opusPacket(3, silence[:3]), day), 3*960) // the silence of a browser
	expectTimestamps(t, video.push(blank[1], day))
}

func TestDrainReturnsWhatWaitedForALostPacket(t *testing.T) {
	a := newAssembler(false)
	a.push(opusPacket(1, []byte{0x78, 1}), day)
	a.push(opusPacket(3, []byte{0x78, 3}), day)

	expectTimestamps(t, a.drain(), 3*960)
}

func TestOpusLengthIsReadFromItsFirstBytes(t *testing.T) {
	for _, c := range []struct {
		name   string
		packet []byte
		want   time.Duration
	}{
		{"SILK 60 ms", []byte{3 << 3}, 60 * time.Millisecond},
		{"hybrid 10 ms", []byte{12 << 3}, 10 * time.Millisecond},
		{"CELT 20 ms, as browsers send it", []byte{31 << 3}, 20 * time.Millisecond},
		{"two of CELT 2.5 ms", []byte{16<<3 | 1}, 5 * time.Millisecond},
		{"three of CELT 20 ms", []byte{31<<3 | 3, 3}, 60 * time.Millisecond},
		{"cut off", []byte{31<<3 | 3}, 0},
		{"nothing", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := time.Duration(opusTicks(c.packet)) * time.Second / audioRate; got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}
