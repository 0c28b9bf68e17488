//go:build integration

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
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
