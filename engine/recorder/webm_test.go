package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/at-wat/ebml-go"
	"github.com/at-wat/ebml-go/webm"
)

type webmFile struct {
	Header  webm.EBMLHeader `ebml:"EBML"`
	Segment webm.Segment    `ebml:"Segment"`
}

func newTestFile(t *testing.T) *os.File {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "test.webm"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func parseWebm(t *testing.T, path string) (webmFile, []byte) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var parsed webmFile
	if err := ebml.Unmarshal(bytes.NewReader(content), &parsed); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return parsed, content
}

func writeThreeSeconds(t *testing.T, w *webmWriter) {
	t.Helper()
	for i := range 30 {
		if err := w.add(time.Duration(i)*100*time.Millisecond, i == 0, []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFinishedFileTellsDurationSizeAndIndex(t *testing.T) {
	file := newTestFile(t)
	w, err := newWebmWriter(file, videoTrack(), day)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.setSize(1280, 720); err != nil {
		t.Fatal(err)
	}
	writeThreeSeconds(t, w)

	if err := w.finish(3100 * time.Millisecond); err != nil {
		t.Fatal(err)
	}

	parsed, content := parseWebm(t, file.Name())
	segment := parsed.Segment
	if segment.Info.Duration != 3100 || !segment.Info.DateUTC.Equal(day) {
		t.Errorf("duration %v ms, date %s", segment.Info.Duration, segment.Info.DateUTC)
	}
	if v := segment.Tracks.TrackEntry[0].Video; v.PixelWidth != 1280 || v.PixelHeight != 720 {
		t.Errorf("the picture is %d × %d", v.PixelWidth, v.PixelHeight)
	}
	var times []uint64
	for _, cluster := range segment.Cluster {
		for _, block := range cluster.SimpleBlock {
			if want := byte(len(times)); block.Data[0][0] != want || block.Keyframe != (want == 0) {
				t.Errorf("block %d holds %v, key frame %v", want, block.Data, block.Keyframe)
			}
			times = append(times, cluster.Timecode+uint64(block.Timecode))
		}
	}
	if len(segment.Cluster) != 3 || len(times) != 30 || times[29] != 2900 {
		t.Errorf("%d clusters, times %v", len(segment.Cluster), times)
	}
	start := uint64(w.segmentStart())
	if at := start + segment.SeekHead.Seek[0].SeekPosition; !bytes.HasPrefix(content[at:], cuesElement) {
		t.Error("the index is not where the header says")
	}
	if len(segment.Cues.CuePoint) != 1 {
		t.Fatalf("%d index entries for one key frame", len(segment.Cues.CuePoint))
	}
	at := start + segment.Cues.CuePoint[0].CueTrackPositions[0].CueClusterPosition
	if !bytes.HasPrefix(content[at:], []byte{0x1F, 0x43, 0xB6, 0x75}) {
		t.Error("the index does not point to a cluster")
	}
	if size := content[start-8 : start]; !bytes.Equal(size, []byte{1, 0, 0, 0, 0, 0, byte((len(content) - int(start)) >> 8), byte(len(content) - int(start))}) {
		t.Errorf("the size is % x, the content %d bytes", size, len(content)-int(start))
	}
}

func TestTimesRiseWhenTwoFramesShareAMillisecond(t *testing.T) {
	file := newTestFile(t)
	w, err := newWebmWriter(file, videoTrack(), day)
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range []time.Duration{0, 100 * time.Microsecond, 900 * time.Microsecond, 40 * time.Millisecond} {
		if err := w.add(at, i == 0, []byte{0}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.finish(80 * time.Millisecond); err != nil {
		t.Fatal(err)
	}

	parsed, _ := parseWebm(t, file.Name())
	for i, want := range []int16{0, 1, 2, 40} {
		if got := parsed.Segment.Cluster[0].SimpleBlock[i].Timecode; got != want {
			t.Errorf("frame %d stands at %d ms, not %d", i, got, want)
		}
	}
}

func TestFileOfAKilledRecorderIsReadableUpToItsLastCluster(t *testing.T) {
	file := newTestFile(t)
	w, err := newWebmWriter(file, audioTrack(), day)
	if err != nil {
		t.Fatal(err)
	}

	writeThreeSeconds(t, w) // and no finish

	var parsed struct {
		Header  webm.EBMLHeader    `ebml:"EBML"`
		Segment webm.SegmentStream `ebml:"Segment"`
	}
	content, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	if err := ebml.Unmarshal(bytes.NewReader(content), &parsed); err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, cluster := range parsed.Segment.Cluster {
		blocks += len(cluster.SimpleBlock)
	}
	if blocks != 20 {
		t.Errorf("%d blocks are readable of the 20 in whole clusters", blocks)
	}
	if got := parsed.Segment.Info.Duration; got < 1900 || got > 2000 {
		t.Errorf("the duration is given as %v ms", got)
	}
}
