package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// desk is a ledger on an empty folder, and what it printed.
type desk struct {
	*ledger
	job job
	out bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{job: job{
		Recording: "r", Run: 1, Folder: filepath.Join(t.TempDir(), "run"), SegmentSeconds: 1,
		PreviousHash: strings.Repeat("00", 32),
	}}
	l, err := newLedger(d.job, &d.out, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	d.ledger = l
	return d
}

// stopAndRead stops the ledger and returns the printed lines.
func (d *desk) stopAndRead(t *testing.T) []fields {
	t.Helper()
	d.stop("requested")
	var lines []fields
	for text := range strings.Lines(d.out.String()) {
		var line fields
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

func kinds(lines []fields) []string {
	var all []string
	for _, line := range lines {
		all = append(all, line["kind"].(string))
	}
	return all
}

func newTestTrack(d *desk, video bool) (*track, *assembler) {
	source := "microphone"
	if video {
		source = "camera"
	}
	t := &track{
		participant: "site:12", sid: "TR_x", source: source, video: video, folder: d.job.Folder, ledger: d.ledger,
		bytes: new(atomic.Int64), gaps: watchGaps(day, false),
	}
	return t, t.attach(d.job.segmentLength(), func() {})
}

func speak(t *testing.T, track *track, input *assembler, from, to uint16, at func(uint16) time.Time) {
	t.Helper()
	for sequence := from; sequence < to; sequence++ {
		if err := track.packet(input, opusPacket(sequence, []byte{0xf8, 1, 2, 3}), at(sequence)); err != nil {
			t.Fatal(err)
		}
	}
}

func onTime(sequence uint16) time.Time {
	return after(time.Duration(sequence) * 20 * time.Millisecond)
}

func TestSoundIsStoredInFilesThatFollowOneAnotherWithoutAHole(t *testing.T) {
	d := newDesk(t)
	track, input := newTestTrack(d, false)

	speak(t, track, input, 0, 125, onTime)
	if err := track.end(); err != nil {
		t.Fatal(err)
	}

	lines := d.stopAndRead(t)
	if got := kinds(lines); !slices.Equal(got, []string{"first_bytes", "segment", "segment", "segment", "gap", "stopped"}) {
		t.Fatalf("the lines are %v", got)
	}
	var frames []float64
	for i, line := range lines[1:4] {
		frames = append(frames, line["frames"].(float64))
		if i > 0 && line["started_at"] != lines[i]["ended_at"] {
			t.Errorf("file %d begins at %s, the one before ends at %s", i+1, line["started_at"], lines[i]["ended_at"])
		}
	}
	if !slices.Equal(frames, []float64{50, 50, 25}) {
		t.Errorf("the files hold %v frames", frames)
	}
	if lines[1]["file"] != "site_12-TR_x-0001.webm" || lines[1]["width"] != nil || lines[3]["ended_at"] != stamp(after(2500*time.Millisecond)) {
		t.Errorf("got %v\n%v", lines[1], lines[3])
	}
	if lines[5]["segments"] != 3.0 {
		t.Errorf("got %v", lines[5])
	}
}

func TestSegmentLineVouchesForTheFileOnTheDisk(t *testing.T) {
	d := newDesk(t)
	track, input := newTestTrack(d, false)
	speak(t, track, input, 0, 60, onTime)
	track.end()

	line := d.stopAndRead(t)[1]

	content, err := os.ReadFile(filepath.Join(d.job.Folder, line["file"].(string)))
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256(content)
	if line["sha256"] != hex.EncodeToString(hash[:]) || line["bytes"] != float64(len(content)) {
		t.Errorf("%v does not vouch for %d bytes with %x", line, len(content), hash)
	}
	if left, _ := filepath.Glob(filepath.Join(d.job.Folder, "*"+unfinished)); left != nil {
		t.Errorf("unfinished files are left: %v", left)
	}
}

func TestPictureIsCutAtTheKeyFrameThatWasAskedFor(t *testing.T) {
	d := newDesk(t)
	track, input := newTestTrack(d, true)
	asked := 0
	track.askKey = func() { asked++ }
	sequence := uint16(0)
	show := func(i int, key bool) {
		at := after(time.Duration(i) * 100 * time.Millisecond)
		for _, packet := range vp8Packets(sequence, uint32(i)*9000, vp8Data(key, 640, 360, byte(i))) {
			if err := track.packet(input, packet, at); err != nil {
				t.Fatal(err)
			}
		}
		sequence += 2
		if err := track.tick(at); err != nil {
			t.Fatal(err)
		}
	}

	show(0, false) // cannot be decoded
	show(1, true)
	for i := 2; i < 14; i++ {
		show(i, false)
	}
	show(14, true)
	show(15, false)
	track.end()

	lines := d.stopAndRead(t)
	if asked != 2 {
		t.Errorf("asked %d times for a key frame, not for the first and at the border", asked)
	}
	if lines[1]["frames"] != 13.0 || lines[1]["width"] != 640.0 || lines[2]["frames"] != 2.0 {
		t.Errorf("got %v\n%v", lines[1], lines[2])
	}
	parsed, _ := parseWebm(t, filepath.Join(d.job.Folder, lines[1]["file"].(string)))
	if parsed.Segment.Info.Duration != 1300 {
		t.Errorf("the first file lasts %v ms", parsed.Segment.Info.Duration)
	}
}

func TestFileOfASilentTrackIsClosedAndTheGapIsTold(t *testing.T) {
	d := newDesk(t)
	track, input := newTestTrack(d, false)
	speak(t, track, input, 0, 10, onTime)

	if err := track.tick(seconds(3)); err != nil {
		t.Fatal(err)
	}
	resumed := func(sequence uint16) time.Time { return onTime(sequence).Add(5 * time.Second) }
	for sequence := uint16(10); sequence < 15; sequence++ {
		packet := opusPacket(sequence, []byte{0xf8, 1})
		packet.Timestamp += 5 * audioRate
		if err := track.packet(input, packet, resumed(sequence)); err != nil {
			t.Fatal(err)
		}
	}

	lines := d.stopAndRead(t)
	if got := kinds(lines); !slices.Equal(got, []string{"first_bytes", "segment", "gap", "stopped"}) {
		t.Fatalf("the lines are %v", got)
	}
	if lines[2]["started_at"] != stamp(onTime(9)) || lines[2]["ended_at"] != stamp(resumed(10)) {
		t.Errorf("got %v", lines[2])
	}
}

func TestTrackGoesOnWithTheNextNumberAfterAReconnection(t *testing.T) {
	d := newDesk(t)
	track, old := newTestTrack(d, false)
	speak(t, track, old, 0, 10, onTime)

	input := track.attach(d.job.segmentLength(), func() {})
	speak(t, track, old, 10, 20, onTime) // what the old stream still brings
	speak(t, track, input, 500, 510, func(s uint16) time.Time { return onTime(s - 480) })
	track.end()

	lines := d.stopAndRead(t)
	if lines[1]["index"] != 1.0 || lines[2]["index"] != 2.0 || lines[2]["frames"] != 10.0 {
		t.Errorf("got %v\n%v", lines[1], lines[2])
	}
}

func TestMuteIsToldOnceAndMakesNoGap(t *testing.T) {
	d := newDesk(t)
	track, input := newTestTrack(d, false)
	now := time.Now()
	track.gaps = watchGaps(now, false)
	speak(t, track, input, 0, 10, func(s uint16) time.Time { return now.Add(time.Duration(s) * 20 * time.Millisecond) })

	track.setMuted(true)
	track.setMuted(true)
	track.tick(now.Add(time.Minute))
	track.setMuted(false)

	lines := d.stopAndRead(t)
	if got := kinds(lines); !slices.Equal(got, []string{"first_bytes", "track_muted", "segment", "track_unmuted", "stopped"}) {
		t.Errorf("the lines are %v", got)
	}
}

func TestLedgerPrintsWhatItStoresButStoresNoHeartbeat(t *testing.T) {
	d := newDesk(t)
	d.note("joined", fields{"room": "r"})
	d.note(kindHeartbeat, fields{"tracks": 0})
	d.note("reconnecting", nil)

	lines := d.stopAndRead(t)

	if got := kinds(lines); !slices.Equal(got, []string{"joined", "heartbeat", "reconnecting", "stopped"}) {
		t.Errorf("the lines are %v", got)
	}
	if lines[1]["sequence"] != nil || lines[1]["hash"] != nil || lines[2]["sequence"] != 2.0 {
		t.Errorf("got %v\n%v", lines[1], lines[2])
	}
	stored, err := os.ReadFile(filepath.Join(d.job.Folder, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	printed := slices.Collect(strings.Lines(d.out.String()))
	if string(stored) != printed[0]+printed[2]+printed[3] {
		t.Errorf("the manifest holds\n%s", stored)
	}
}

func TestLedgerRefusesTheFolderOfAnotherRun(t *testing.T) {
	d := newDesk(t)
	d.stopAndRead(t)

	if _, err := newLedger(d.job, &d.out, nil); err == nil {
		t.Error("the folder was taken")
	}
}

func TestLedgerReportsAFileThatCannotBeStored(t *testing.T) {
	d := newDesk(t)
	failures := make(chan error, 1)
	d.onFailure = func(err error) { failures <- err }
	track, input := newTestTrack(d, false)
	speak(t, track, input, 0, 10, onTime)
	track.file.file.Close()
	track.tick(seconds(60))

	lines := d.stopAndRead(t)

	if got := kinds(lines); !slices.Equal(got, []string{"first_bytes", "error", "stopped"}) {
		t.Errorf("the lines are %v", got)
	}
	if err := <-failures; err == nil {
		t.Error("no failure was reported")
	}
}

func TestNameOfAFileHoldsNothingDangerous(t *testing.T) {
	if got := safeName("site:12/../ă-b.c"); got != "site_12_..___b.c" {
		t.Errorf("got %s", got)
	}
	if got := safeName("site:12"); got != "site_12" {
		t.Errorf("got %s", got)
	}
}
