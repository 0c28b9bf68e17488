package main

import (
	"context"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/livekit/protocol/livekit"
	protologger "github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4"
)

const (
	sitePrefix     = "site:"
	connectTimeout = 10 * time.Second
	tickEvery      = 250 * time.Millisecond
	heartbeatEvery = 2 * time.Second

	// reconnectPatience is shorter than that of the library: a hearing without a recorder is interrupted after ten
	// seconds, and the worker can start another run with a fresh token.
	reconnectPatience = 10 * time.Second
)

// session is one presence of the recorder in one room.
type session struct {
	job    job
	ledger *ledger
	room   *lksdk.Room
	end    func(ending) // asks main to end the run; the first call counts
	bytes  atomic.Int64

	mu       sync.Mutex
	tracks   map[string]*track // by track SID
	sites    map[string]string // identity by participant SID
	lostAt   time.Time         // when the connection was lost; zero while there is one
	finished bool
}

func newSession(j job, l *ledger, end func(ending)) *session {
	s := &session{job: j, ledger: l, end: end, tracks: map[string]*track{}, sites: map[string]string{}}
	callback := lksdk.NewRoomCallback()
	callback.OnTrackPublished = s.trackPublished
	callback.OnTrackSubscribed = s.trackSubscribed
	callback.OnTrackUnpublished = func(p *lksdk.RemoteTrackPublication, _ *lksdk.RemoteParticipant) { s.trackGone(p.SID()) }
	callback.OnTrackMuted = func(p lksdk.TrackPublication, _ lksdk.Participant) { s.trackMuted(p.SID(), true) }
	callback.OnTrackUnmuted = func(p lksdk.TrackPublication, _ lksdk.Participant) { s.trackMuted(p.SID(), false) }
	callback.OnTrackSubscriptionFailed = s.subscriptionFailed
	callback.OnParticipantConnected = s.participantConnected
	callback.OnParticipantDisconnected = func(p *lksdk.RemoteParticipant) { s.participantGone(p.SID()) }
	callback.OnReconnecting = s.connectionLost
	callback.OnReconnected = s.connectionBack
	callback.OnDisconnected = s.disconnected
	s.room = lksdk.NewRoom(callback)
	s.room.SetLogger(protologger.GetDiscardLogger())
	return s
}

// join enters the room and tells who is there.
func (s *session) join(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	err := s.room.JoinWithContextAndToken(ctx, s.job.URL, s.job.Token,
		lksdk.WithAutoSubscribe(true), lksdk.WithDisableRegionDiscovery(), lksdk.WithLogger(protologger.GetDiscardLogger()))
	if err != nil {
		return err
	}
	s.ledger.note("joined", fields{"room": s.room.Name()})
	for _, participant := range s.room.GetRemoteParticipants() {
		s.participantConnected(participant)
	}
	return nil
}

// watch ticks the tracks and sends heartbeats until the context ends.
func (s *session) watch(ctx context.Context) {
	ticks, beats := time.NewTicker(tickEvery), time.NewTicker(heartbeatEvery)
	defer ticks.Stop()
	defer beats.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticks.C:
			s.tick(now)
		case <-beats.C:
			s.heartbeat()
		}
	}
}

func (s *session) tick(now time.Time) {
	for _, t := range s.allTracks() {
		s.check(t.tick(now))
	}
	s.mu.Lock()
	lost := !s.lostAt.IsZero() && now.Sub(s.lostAt) > reconnectPatience
	s.mu.Unlock()
	if lost {
		s.end(ending{
			reason: "disconnected", code: exitDisconnected,
			message: "the connection to LiveKit did not come back within " + reconnectPatience.String(),
		})
	}
}

func (s *session) heartbeat() {
	tracks, last := s.allTracks(), fields{}
	for _, t := range tracks {
		last[t.sid] = stamp(t.lastPacket())
	}
	s.ledger.note(kindHeartbeat, fields{
		"tracks": len(tracks), "bytes_total": s.bytes.Load(), "last_packet_at": last,
	})
}

// finish stores what every track still holds. `lost` says that the connection is gone for good.
func (s *session) finish(lost bool) {
	s.mu.Lock()
	s.finished = true
	s.mu.Unlock()
	for _, t := range s.allTracks() {
		if lost {
			t.connectionLost()
		}
		s.check(t.end())
	}
}

func (s *session) trackPublished(publication *lksdk.RemoteTrackPublication, p *lksdk.RemoteParticipant) {
	if !isSite(p) {
		publication.SetSubscribed(false)
	}
}

func (s *session) trackSubscribed(
	remote *webrtc.TrackRemote, publication *lksdk.RemoteTrackPublication, p *lksdk.RemoteParticipant,
) {
	if !isSite(p) {
		return
	}
	video := remote.Kind() == webrtc.RTPCodecTypeVideo
	codec := strings.ToLower(remote.Codec().MimeType)
	if codec != "video/vp8" && codec != "audio/opus" {
		s.complain("track " + publication.SID() + " of " + p.Identity() + " has a codec that is not recorded: " + codec)
		return
	}
	if video {
		publication.SetVideoQuality(livekit.VideoQuality_HIGH)
	}
	s.participantConnected(p)
	t := s.trackOf(publication, p, codec, video)
	if t == nil {
		return
	}
	ssrc := remote.SSRC()
	input := t.attach(s.job.segmentLength(), func() { p.WritePLI(ssrc) })
	t.setMuted(publication.IsMuted())
	go s.read(remote, t, input)
}

// trackOf returns the record of a publication, and begins it with its first stream; nil when the run is over.
func (s *session) trackOf(
	publication *lksdk.RemoteTrackPublication, p *lksdk.RemoteParticipant, codec string, video bool,
) *track {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.finished {
		return nil
	}
	if t := s.tracks[publication.SID()]; t != nil {
		return t
	}
	t := &track{
		participant: p.Identity(), owner: p.SID(), sid: publication.SID(), source: sourceName(publication.Source()),
		video: video, folder: s.job.Folder, ledger: s.ledger, bytes: &s.bytes,
		gaps: watchGaps(time.Now(), publication.IsMuted()),
	}
	values := t.names()
	values["source"], values["codec"] = t.source, path.Base(codec)
	if info := publication.TrackInfo(); video && info != nil {
		values["width"], values["height"] = int64(info.Width), int64(info.Height)
	}
	s.tracks[t.sid] = t
	s.ledger.note("track_started", values)
	return t
}

// read passes the packets of one stream on until it ends.
func (s *session) read(remote *webrtc.TrackRemote, t *track, input *assembler) {
	for {
		packet, _, err := remote.ReadRTP()
		if err != nil {
			return // the stream is over; whether the track is, its publication tells
		}
		if err := t.packet(input, packet, time.Now()); err != nil {
			s.check(err)
			return
		}
	}
}

func (s *session) trackMuted(sid string, muted bool) {
	s.mu.Lock()
	t := s.tracks[sid]
	s.mu.Unlock()
	if t != nil {
		t.setMuted(muted)
	}
}

func (s *session) trackGone(sid string) {
	s.mu.Lock()
	t := s.tracks[sid]
	delete(s.tracks, sid)
	s.mu.Unlock()
	if t != nil {
		s.check(t.end())
		s.ledger.note("track_ended", t.names())
	}
}

func (s *session) subscriptionFailed(sid string, p *lksdk.RemoteParticipant) {
	if isSite(p) {
		s.complain("track " + sid + " of " + p.Identity() + " could not be subscribed")
	}
}

func (s *session) participantConnected(p *lksdk.RemoteParticipant) {
	if !isSite(p) {
		return
	}
	s.mu.Lock()
	_, known := s.sites[p.SID()]
	s.sites[p.SID()] = p.Identity()
	s.mu.Unlock()
	if !known {
		s.ledger.note("participant_connected", fields{"participant": p.Identity(), "participant_sid": p.SID()})
	}
}

// participantGone ends the tracks of one presence of a site. While the recorder itself is without a connection it
// cannot know who is there: connectionBack looks again.
func (s *session) participantGone(sid string) {
	s.mu.Lock()
	identity, known := s.sites[sid]
	if !known || !s.lostAt.IsZero() {
		s.mu.Unlock()
		return
	}
	delete(s.sites, sid)
	var orphans []string
	for trackSID, t := range s.tracks {
		if t.owner == sid {
			orphans = append(orphans, trackSID)
		}
	}
	s.mu.Unlock()
	for _, orphan := range orphans {
		s.trackGone(orphan)
	}
	s.ledger.note("participant_disconnected", fields{"participant": identity, "participant_sid": sid})
}

func (s *session) connectionLost() {
	s.mu.Lock()
	if s.lostAt.IsZero() {
		s.lostAt = time.Now()
	}
	s.mu.Unlock()
	s.ledger.note("reconnecting", nil)
	for _, t := range s.allTracks() {
		t.connectionLost()
	}
}

// connectionBack also ends what ended while the recorder was away.
func (s *session) connectionBack() {
	s.ledger.note("reconnected", nil)
	participants, published := map[string]bool{}, map[string]bool{}
	for _, p := range s.room.GetRemoteParticipants() {
		participants[p.SID()] = true
		for _, publication := range p.TrackPublications() {
			published[publication.SID()] = true
		}
	}
	s.mu.Lock()
	s.lostAt = time.Time{}
	var gone, unpublished []string
	for sid := range s.sites {
		if !participants[sid] {
			gone = append(gone, sid)
		}
	}
	for sid := range s.tracks {
		if !published[sid] {
			unpublished = append(unpublished, sid)
		}
	}
	s.mu.Unlock()
	for _, sid := range unpublished {
		s.trackGone(sid)
	}
	for _, sid := range gone {
		s.participantGone(sid)
	}
}

func (s *session) disconnected() {
	switch reason := s.room.DisconnectReason(); reason {
	case livekit.DisconnectReason_ROOM_DELETED, livekit.DisconnectReason_ROOM_CLOSED:
		s.end(ending{reason: "room_closed", code: exitDone})
	default:
		s.end(ending{
			reason: "disconnected", code: exitDisconnected,
			message: "LiveKit ended the connection: " + strings.ToLower(reason.String()),
		})
	}
}

func (s *session) allTracks() []*track {
	s.mu.Lock()
	defer s.mu.Unlock()
	tracks := make([]*track, 0, len(s.tracks))
	for _, t := range s.tracks {
		tracks = append(tracks, t)
	}
	return tracks
}

func (s *session) check(err error) {
	if err != nil {
		s.end(ending{reason: "store_failed", code: exitStoreFailed, message: err.Error()})
	}
}

// complain tells a fault that does not end the run.
func (s *session) complain(message string) {
	s.ledger.note(kindError, fields{"message": s.job.redact(message)})
}

func isSite(p *lksdk.RemoteParticipant) bool {
	return strings.HasPrefix(p.Identity(), sitePrefix)
}

func sourceName(source livekit.TrackSource) string {
	return strings.ToLower(source.String())
}
