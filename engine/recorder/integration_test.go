//go:build integration

package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/livekit/protocol/auth"
	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

// process is one run of the recorder.
type process struct {
	*exec.Cmd
	input  io.WriteCloser
	folder string
	done   chan struct{}
	mu     sync.Mutex
	lines  []fields // as they were printed, without heartbeats
}

func (s *stage) record(t *testing.T, room string, number int, head string, sequence int64) *process {
	t.Helper()
	p := &process{
		Cmd: exec.Command(s.recorder), done: make(chan struct{}), folder: filepath.Join(s.root, room, strconv.Itoa(number)),
	}
	input, err := p.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.input = input
	output, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go p.read(t, output)
	grant := auth.VideoGrant{Hidden: true, Recorder: true}
	json.NewEncoder(input).Encode(map[string]any{
		"url": s.url, "token": token(t, "recorder:"+strconv.Itoa(number), room, grant), "room": room,
		"recording": "6f0a3c1e-0d35-4c6f-9d8e-5b7a1f2c3d4e", "run": number, "folder": p.folder, "segment_seconds": 3,
		"previous_hash": head, "previous_sequence": sequence,
	})
	return p
}

func (p *process) read(t *testing.T, output io.Reader) {
	defer close(p.done)
	for scanner := bufio.NewScanner(output); scanner.Scan(); {
		decoder := json.NewDecoder(strings.NewReader(scanner.Text()))
		decoder.UseNumber()
		var line fields
		if err := decoder.Decode(&line); err != nil {
			t.Errorf("%v: %s", err, scanner.Text())
			return
		}
		for key, value := range line {
			if number, ok := value.(json.Number); ok {
				line[key], _ = number.Int64()
			}
		}
		if line["kind"] != kindHeartbeat {
			p.mu.Lock()
			p.lines = append(p.lines, line)
			p.mu.Unlock()
		}
	}
}

func (p *process) of(kind string) []fields {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found []fields
	for _, line := range p.lines {
		if line["kind"] == kind {
			found = append(found, line)
		}
	}
	return found
}

func (p *process) waitFor(t *testing.T, kind string, count int) {
	t.Helper()
	for range 200 {
		if len(p.of(kind)) >= count {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("there are %d lines %s, not %d: %v", len(p.of(kind)), kind, count, p.lines)
}

// exit waits for the end and returns the exit status, the head of the chain and its number, after checking both
// against `head` and every file against its line.
func (p *process) exit(t *testing.T, head string) (int, string, int64) {
	t.Helper()
	<-p.done
	p.Wait()
	var previous [32]byte
	hex.Decode(previous[:], []byte(head))
	for _, line := range p.lines {
		content := maps.Clone(line)
		delete(content, "hash")
		hash, err := linkHash(previous, content)
		if err != nil || hex.EncodeToString(hash[:]) != line["hash"] {
			t.Fatalf("the chain is broken at %v", line)
		}
		previous = hash
	}
	for _, line := range p.of(kindSegment) {
		sum := command(t, "sha256sum", filepath.Join(p.folder, line["file"].(string)))
		if !strings.HasPrefix(sum, line["sha256"].(string)) {
			t.Errorf("%s is not the file that its line vouches for", line["file"])
		}
	}
	return p.ProcessState.ExitCode(), hex.EncodeToString(previous[:]), p.lines[len(p.lines)-1]["sequence"].(int64)
}

// packets returns the hashes of the encoded packets of a media file.
func packets(t *testing.T, path string) []string {
	t.Helper()
	var hashes []string
	for line := range strings.Lines(command(t, "ffmpeg", "-v", "error", "-i", path, "-c", "copy", "-f", "framemd5", "-")) {
		if !strings.HasPrefix(line, "#") {
			columns := strings.Split(strings.TrimSpace(line), ",")
			hashes = append(hashes, strings.TrimSpace(columns[len(columns)-1]))
		}
	}
	return hashes
}

// checkSegments proves that the files of one track hold what was published, unchanged and in order, and that they
// play for as long as their lines say. It returns how many packets they hold.
func (p *process) checkSegments(t *testing.T, participant, source string, published []string) int {
	t.Helper()
	count, at := 0, 0
	for _, line := range p.of(kindSegment) {
		if line["participant"] != participant || line["source"] != source {
			continue
		}
		path := filepath.Join(p.folder, line["file"].(string))
		stored := packets(t, path)
		if int64(len(stored)) != line["frames"] {
			t.Errorf("%s holds %d packets, its line says %d", line["file"], len(stored), line["frames"])
		}
		for _, packet := range stored {
			next := slices.Index(published[at:], packet)
			if next < 0 {
				t.Fatalf("%s holds a packet that was not published at that place", line["file"])
			}
			at += next + 1
		}
		count += len(stored)
		shown := strings.TrimSpace(command(t, "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path))
		duration, err := strconv.ParseFloat(shown, 64)
		from, _ := time.Parse(timeLayout, line["started_at"].(string))
		to, _ := time.Parse(timeLayout, line["ended_at"].(string))
		if err != nil || to.Sub(from)-time.Duration(duration*1e9) > 100*time.Millisecond {
			t.Errorf("%s lasts %s s, its line says %s", line["file"], shown, to.Sub(from))
		}
		if complaints := command(t, "ffmpeg", "-v", "error", "-i", path, "-f", "null", "-"); complaints != "" {
			t.Errorf("%s: %s", line["file"], complaints)
		}
	}
	return count
}

func TestTwoSitesAreRecordedAsTheySendAcrossAKilledRun(t *testing.T) {
	s := setStage(t)
	zero := strings.Repeat("0", 64)
	first := s.record(t, "hearing", 1, zero, 0)
	first.waitFor(t, "joined", 1)
	sites := []string{"site:1", "site:2"}
	for _, site := range sites {
		s.publish(t, site, "hearing")
	}
	s.publish(t, "stranger", "hearing")
	first.waitFor(t, kindSegment, 4)

	first.Process.Kill()
	_, head, sequence := first.exit(t, zero)
	second := s.record(t, "hearing", 2, head, sequence)
	second.waitFor(t, kindSegment, 4)
	second.Process.Signal(syscall.SIGTERM)
	code, _, _ := second.exit(t, head)

	if stopped := second.of(kindStopped); code != exitDone || stopped[0]["reason"] != "signal" {
		t.Errorf("the second run ended with %d, %v", code, stopped)
	}
	published := map[string][]string{"camera": packets(t, s.picture), "microphone": packets(t, s.sound)}
	for _, site := range sites {
		for source, packets := range published {
			count := first.checkSegments(t, site, source, packets) + second.checkSegments(t, site, source, packets)
			if least := len(packets) / mediaTime * 5; count < least { // at least 2.5 s of each run
				t.Errorf("%s: %d packets of the %s are stored, not %d", site, count, source, least)
			}
		}
	}
	for _, p := range []*process{first, second} {
		for _, line := range p.lines {
			if line["participant"] == "stranger" {
				t.Errorf("a stranger is in the record: %v", line)
			}
		}
	}
}

func TestRunEndsWellWhenTheRoomIsClosedAndBadlyWhenItCannotBeJoined(t *testing.T) {
	s := setStage(t)
	zero := strings.Repeat("0", 64)
	p := s.record(t, "closing", 1, zero, 0)
	p.waitFor(t, "joined", 1)
	s.publish(t, "site:1", "closing")
	p.waitFor(t, "first_bytes", 2)

	rooms := lksdk.NewRoomServiceClient(strings.Replace(s.url, "ws", "http", 1), apiKey, apiSecret)
	if _, err := rooms.DeleteRoom(t.Context(), &livekit.DeleteRoomRequest{Room: "closing"}); err != nil {
		t.Fatal(err)
	}
	code, _, _ := p.exit(t, zero)
	if stopped := p.of(kindStopped); code != exitDone || stopped[0]["reason"] != "room_closed" || stopped[0]["segments"] != int64(2) {
		t.Errorf("ended with %d, %v", code, stopped)
	}

	s.url = "ws://127.0.0.1:1"
	refused := s.record(t, "unreachable", 1, zero, 0)
	code, _, _ = refused.exit(t, zero)
	if stopped := refused.of(kindStopped); code != exitDisconnected || stopped[0]["reason"] != "not_joined" {
		t.Errorf("ended with %d, %v", code, stopped)
	}
}

func TestRunEndsAtTheLineStop(t *testing.T) {
	s := setStage(t)
	zero := strings.Repeat("0", 64)
	p := s.record(t, "stopping", 1, zero, 0)
	p.waitFor(t, "joined", 1)
	s.publish(t, "site:1", "stopping")
	p.waitFor(t, "first_bytes", 2)

	fmt.Fprintln(p.input, "stop")
	code, _, _ := p.exit(t, zero)

	if stopped := p.of(kindStopped); code != exitDone || stopped[0]["reason"] != "requested" {
		t.Errorf("ended with %d, %v", code, stopped)
	}
}
