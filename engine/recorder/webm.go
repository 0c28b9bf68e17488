package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"time"

	"github.com/at-wat/ebml-go"
	"github.com/at-wat/ebml-go/webm"
)

// clusterLength is how much is kept in memory before it is written: what a killed recorder loses at most.
const clusterLength = time.Second

const (
	trackTypeVideo = 1
	trackTypeAudio = 2
	opusSeekBack   = 80 * time.Millisecond // the decoder needs so much to settle (RFC 7845)
)

// webmHeader has fixed widths where finish writes the true values over the first ones.
type webmHeader struct {
	Header  webm.EBMLHeader `ebml:"EBML"`
	Segment struct {
		SeekHead webmSeekHead `ebml:"SeekHead"`
		Info     webm.Info    `ebml:"Info"`
		Tracks   struct {
			TrackEntry webmTrack `ebml:"TrackEntry"`
		} `ebml:"Tracks"`
	} `ebml:"Segment,size=unknown"`
}

type webmTrack struct {
	TrackNumber  uint64      `ebml:"TrackNumber"`
	TrackUID     uint64      `ebml:"TrackUID"`
	CodecID      string      `ebml:"CodecID"`
	CodecPrivate []byte      `ebml:"CodecPrivate,omitempty"`
	TrackType    uint64      `ebml:"TrackType"`
	SeekPreRoll  uint64      `ebml:"SeekPreRoll,omitempty"`
	Audio        *webm.Audio `ebml:"Audio"`
	Video        *webmVideo  `ebml:"Video"`
}

type webmVideo struct {
	PixelWidth  uint64 `ebml:"PixelWidth,size=2"`
	PixelHeight uint64 `ebml:"PixelHeight,size=2"`
}

type webmSeekHead struct {
	Seek struct {
		SeekID       []byte `ebml:"SeekID"`
		SeekPosition uint64 `ebml:"SeekPosition,size=8"`
	} `ebml:"Seek"`
}

var (
	segmentElement  = []byte{0x18, 0x53, 0x80, 0x67}
	seekElement     = []byte{0x53, 0xAC, 0x88} // with its size, as the next three
	durationElement = []byte{0x44, 0x89, 0x88}
	widthElement    = []byte{0xB0, 0x82}
	heightElement   = []byte{0xBA, 0x82}
	cuesElement     = []byte{0x1C, 0x53, 0xBB, 0x6B}
)

// webmWriter writes one track into one WebM file: whole clusters of known size, so that a file cut off by a crash is
// readable up to its last cluster; at the end the index, and the duration and size into the header.
type webmWriter struct {
	out     io.WriteSeeker
	header  []byte
	written int64
	cluster webm.Cluster
	pending time.Duration // start of the cluster that is not written yet
	last    time.Duration // time of the last frame
	empty   bool
	cues    []webm.CuePoint
}

func videoTrack() webmTrack {
	return webmTrack{
		TrackNumber: 1, TrackUID: 1, TrackType: trackTypeVideo, CodecID: "V_VP8",
		Video: &webmVideo{},
	}
}

func audioTrack() webmTrack {
	// OpusHead: version 1, 2 channels, no samples to skip, 48 kHz, no gain, mapping family 0 (RFC 7845 § 5.1)
	head := append([]byte("OpusHead"), 1, 2, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0)
	return webmTrack{
		TrackNumber: 1, TrackUID: 1, TrackType: trackTypeAudio, CodecID: "A_OPUS", CodecPrivate: head,
		SeekPreRoll: uint64(opusSeekBack), Audio: &webm.Audio{SamplingFrequency: 48000, Channels: 2},
	}
}

func newWebmWriter(out io.WriteSeeker, track webmTrack, started time.Time) (*webmWriter, error) {
	var header webmHeader
	header.Header = *webm.DefaultEBMLHeader
	header.Segment.SeekHead.Seek.SeekID = cuesElement
	header.Segment.Info = webm.Info{
		TimecodeScale: uint64(time.Millisecond), MuxingApp: "ebml-go", WritingApp: "TiepDan recorder",
		Duration: 1, DateUTC: started.UTC(),
	}
	header.Segment.Tracks.TrackEntry = track
	var encoded bytes.Buffer
	if err := ebml.Marshal(&header, &encoded); err != nil {
		return nil, err
	}
	w := &webmWriter{out: out, header: encoded.Bytes(), empty: true}
	return w, w.write(w.header)
}

// add takes one frame, `at` after the start of the file. The frame is kept until its cluster is written. Times of whole
// milliseconds must rise: a frame that would share one with the frame before gets the next.
func (w *webmWriter) add(at time.Duration, key bool, data []byte) error {
	at = at.Truncate(time.Millisecond)
	if !w.empty {
		at = max(at, w.last+time.Millisecond)
	}
	w.last, w.empty = at, false
	if len(w.cluster.SimpleBlock) > 0 && at-w.pending >= clusterLength {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if len(w.cluster.SimpleBlock) == 0 {
		w.pending = at
		w.cluster.Timecode = uint64(w.pending.Milliseconds())
	}
	w.cluster.SimpleBlock = append(w.cluster.SimpleBlock, ebml.Block{
		TrackNumber: 1,
		Timecode:    int16((at - w.pending).Milliseconds()),
		Keyframe:    key,
		Data:        [][]byte{data},
	})
	return nil
}

// flush writes the frames that are kept.
func (w *webmWriter) flush() error {
	if len(w.cluster.SimpleBlock) == 0 {
		return nil
	}
	if w.cluster.SimpleBlock[0].Keyframe {
		w.cues = append(w.cues, webm.CuePoint{
			CueTime: w.cluster.Timecode,
			CueTrackPositions: []webm.CueTrackPosition{
				{CueTrack: 1, CueClusterPosition: uint64(w.written - w.segmentStart())},
			},
		})
	}
	var encoded bytes.Buffer
	content := struct {
		Cluster webm.Cluster `ebml:"Cluster"`
	}{w.cluster}
	if err := ebml.Marshal(&content, &encoded); err != nil {
		return err
	}
	w.cluster = webm.Cluster{SimpleBlock: w.cluster.SimpleBlock[:0]}
	if err := w.write(encoded.Bytes()); err != nil {
		return err
	}
	return w.setDuration(w.last)
}

func (w *webmWriter) setDuration(duration time.Duration) error {
	milliseconds := max(1, float64(duration)/float64(time.Millisecond))
	return w.overwrite(durationElement, binary.BigEndian.AppendUint64(nil, math.Float64bits(milliseconds)))
}

// finish writes the rest and the index, and completes the header. It does not close the file.
func (w *webmWriter) finish(duration time.Duration) error {
	if err := w.flush(); err != nil {
		return err
	}
	cuesAt := w.written - w.segmentStart()
	content := struct {
		Cues webm.Cues `ebml:"Cues"`
	}{webm.Cues{CuePoint: w.cues}}
	var encoded bytes.Buffer
	if err := ebml.Marshal(&content, &encoded); err != nil {
		return err
	}
	if err := w.write(encoded.Bytes()); err != nil {
		return err
	}
	size := uint64(w.written - w.segmentStart())
	return errors.Join(
		w.overwrite(segmentElement, binary.BigEndian.AppendUint64(nil, 1<<56|size)),
		w.overwrite(seekElement, binary.BigEndian.AppendUint64(nil, uint64(cuesAt))),
		w.setDuration(duration),
	)
}

// setSize writes the size of the picture into the header.
func (w *webmWriter) setSize(width, height int) error {
	return errors.Join(
		w.overwrite(widthElement, binary.BigEndian.AppendUint16(nil, uint16(width))),
		w.overwrite(heightElement, binary.BigEndian.AppendUint16(nil, uint16(height))),
	)
}

// overwrite puts the bytes of a value behind the id of an element of the header (and its size, where `element` ends
// with it), and goes back to the end of the file.
func (w *webmWriter) overwrite(element, value []byte) error {
	at := bytes.Index(w.header, element)
	if at < 0 {
		return errors.New("the WebM header lacks an element that is to be completed")
	}
	if _, err := w.out.Seek(int64(at+len(element)), io.SeekStart); err != nil {
		return err
	}
	if _, err := w.out.Write(value); err != nil {
		return err
	}
	_, err := w.out.Seek(0, io.SeekEnd)
	return err
}

// segmentStart is where the content of the Segment element begins: positions in WebM count from there.
func (w *webmWriter) segmentStart() int64 {
	return int64(bytes.Index(w.header, segmentElement) + len(segmentElement) + 8)
}

func (w *webmWriter) write(data []byte) error {
	n, err := w.out.Write(data)
	w.written += int64(n)
	return err
}
