//go:build integration

package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
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
	protologger "github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
)

const (
	apiKey    = "test"
	apiSecret = "a-secret-for-this-test-that-is-long-enough"
	mediaTime = 12 // seconds that each site publishes
)

// stage is a LiveKit server, the recorder's program and material to publish.
type stage struct {
	url, recorder        string
	picture, sound, root string
}

func setStage(t *testing.T) *stage {
	t.Helper()
	lksdk.SetLogger(protologger.GetDiscardLogger())
	s := &stage{root: t.TempDir()}
	s.recorder = filepath.Join(s.root, "recorder")
	command(t, "go", "build", "-o", s.recorder, ".")
	server := os.Getenv("LIVEKIT_SERVER") // a built one saves the time of the build
	if server == "" {
		server = filepath.Join(s.root, "livekit-server")
		command(t, "go", "build", "-o", server, "github.com/livekit/livekit-server/cmd/server")
	}
	s.picture, s.sound = filepath.Join(s.root, "picture.ivf"), filepath.Join(s.root, "sound.ogg")
	command(t, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", fmt.Sprintf("testsrc=size=640x360:rate=25:duration=%d", mediaTime),
		"-c:v", "libvpx", "-deadline", "realtime", "-b:v", "800k", "-g", "25", s.picture)
	command(t, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", fmt.Sprintf("sine=frequency=440:duration=%d", mediaTime),
		"-c:a", "libopus", "-page_duration", "20000", s.sound)
	s.startLiveKit(t, server)
	return s
}

func command(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	output, err := exec.Command(name, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, arguments, err, output)
	}
	return string(output)
}

func (s *stage) startLiveKit(t *testing.T, program string) {
	t.Helper()
	port := freePort(t)
	config := fmt.Sprintf(`
port: %d
bind_addresses: ["127.0.0.1"]
rtc:
  tcp_port: %d
  udp_port: %d
  node_ip: 127.0.0.1
  enable_loopback_candidate: true
  interfaces: {includes: [lo]}
keys: {%s: %s}
logging: {level: error}
`, port, freePort(t), freePort(t), apiKey, apiSecret)
	path := filepath.Join(s.root, "livekit.yaml")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	server := exec.Command(program, "--config", path)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	address := fmt.Sprintf("127.0.0.1:%d", port)
	for range 100 {
		if connection, err := net.Dial("tcp", address); err == nil {
			connection.Close()
			s.url = "ws://" + address
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("LiveKit did not start")
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func token(t *testing.T, identity, room string, grant auth.VideoGrant) string {
	t.Helper()
	grant.Room, grant.RoomJoin = room, true
	signed, err := auth.NewAccessToken(apiKey, apiSecret).SetVideoGrant(&grant).SetIdentity(identity).ToJWT()
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// publish lets a site show and say its material once.
func (s *stage) publish(t *testing.T, identity, room string) {
	t.Helper()
	site, err := lksdk.ConnectToRoomWithToken(s.url, token(t, identity, room, auth.VideoGrant{}), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(site.Disconnect)
	sound, err := lksdk.NewLocalFileTrack(s.sound)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := lksdk.NewLocalTrack(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: videoRate})
	if err != nil {
		t.Fatal(err)
	}
	picture.OnBind(func() { s.show(t, picture) })
	for source, track := range map[livekit.TrackSource]*lksdk.LocalTrack{
		livekit.TrackSource_MICROPHONE: sound, livekit.TrackSource_CAMERA: picture,
	} {
		options := &lksdk.TrackPublicationOptions{Source: source, VideoWidth: 640, VideoHeight: 360}
		if _, err := site.LocalParticipant.PublishTrack(track, options); err != nil {
			t.Fatal(err)
		}
	}
}

// show sends the pictures of the file, 25 a second.
func (s *stage) show(t *testing.T, track *lksdk.LocalTrack) {
	file, err := os.Open(s.picture)
	if err != nil {
		t.Error(err)
		return
	}
	defer file.Close()
	reader, _, err := ivfreader.NewWith(file)
	if err != nil {
		t.Error(err)
		return
	}
	const length = time.Second / 25
	for ticker := time.NewTicker(length); ; <-ticker.C {
		data, _, err := reader.ParseNextFrame()
		if err != nil {
			return // the end
		}
		if err := track.WriteSample(media.Sample{Data: data, Duration: length}, nil); err != nil {
			return // the site has left
		}
	}
}

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
