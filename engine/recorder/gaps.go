package main

import "time"

// gapAfter is how long a track that should send may be silent.
const gapAfter = 2 * time.Second

const (
	gapNoPackets  = "no_packets"
	gapNoKeyFrame = "no_key_frame"
	gapConnection = "recorder_connection"
)

type gap struct {
	from, to time.Time
	reason   string
}

// gapWatch finds the stretches of one track in which nothing was stored although the track was not muted.
type gapWatch struct {
	stored   time.Time // when the last frame was stored, or since when one is due
	packet   time.Time // when the last packet came
	muted    bool
	silent   bool // no packets came for a time since then
	severed  bool // the recorder lost its connection since then
	finished bool
}

func watchGaps(from time.Time, muted bool) *gapWatch {
	return &gapWatch{stored: from, packet: from, muted: muted}
}

func (g *gapWatch) packetCame(at time.Time) {
	g.silent = g.silent || at.Sub(g.packet) > gapAfter
	g.packet = at
}

// frameStored returns the gap that this frame ends, or nil.
func (g *gapWatch) frameStored(at time.Time) *gap {
	ended := g.upTo(at, gapAfter)
	g.stored, g.silent, g.severed = at, false, false
	return ended
}

// setMuted returns the gap that is open when the site mutes: from then on silence is its own choice.
func (g *gapWatch) setMuted(muted bool, at time.Time) *gap {
	var ended *gap
	if muted {
		ended = g.upTo(at, gapAfter)
	} else if g.muted && at.After(g.stored) {
		g.stored = at
	}
	g.muted = muted
	return ended
}

func (g *gapWatch) connectionLost() {
	g.severed = true
}

// finish returns the gap that is open at the end; when the connection is lost for good, every hole counts.
func (g *gapWatch) finish(at time.Time) *gap {
	threshold := gapAfter
	if g.severed {
		threshold = 0
	}
	ended := g.upTo(at, threshold)
	g.finished = true
	return ended
}

func (g *gapWatch) upTo(at time.Time, threshold time.Duration) *gap {
	if g.finished || g.muted || at.Sub(g.stored) <= threshold {
		return nil
	}
	reason := gapNoPackets
	if g.severed {
		reason = gapConnection
	} else if !g.silent && at.Sub(g.packet) <= gapAfter {
		reason = gapNoKeyFrame
	}
	return &gap{from: g.stored, to: at, reason: reason}
}
