package main

import "time"

// rtpClock turns the 32-bit time stamps of one stream into a line that never wraps, and into times of day.
//
// A packet can come late, never early: the packet that came soonest after its time stamp tells the offset best. The
// offset may creep later by driftPerSecond, so that a sender whose clock is slow does not run away from the day; and it
// is taken anew after a silence of stallAfter, because a sender that was stopped may go on where its time stamps were.
type rtpClock struct {
	rate    int64
	started bool
	last    uint32
	line    int64
	offset  time.Time // time of day of line 0
	seen    time.Time
}

const (
	driftPerSecond = time.Millisecond
	stallAfter     = time.Second
)

// unwrap gives the place of a time stamp on the line, and learns from when it arrived.
func (c *rtpClock) unwrap(timestamp uint32, arrived time.Time) int64 {
	if !c.started {
		c.started, c.last, c.offset, c.seen = true, timestamp, arrived, arrived
		return 0
	}
	place := c.place(timestamp)
	if place > c.line {
		c.last, c.line = timestamp, place
	}
	later := c.offset.Add(time.Duration(arrived.Sub(c.seen).Seconds() * float64(driftPerSecond)))
	candidate := arrived.Add(-c.duration(place))
	if candidate.Before(later) || arrived.Sub(c.seen) > stallAfter {
		later = candidate
	}
	c.offset, c.seen = later, arrived
	return place
}

func (c *rtpClock) place(timestamp uint32) int64 {
	return c.line + int64(int32(timestamp-c.last))
}

func (c *rtpClock) duration(ticks int64) time.Duration {
	return time.Duration(ticks) * time.Second / time.Duration(c.rate)
}

// wall gives the time of day of a place on the line.
func (c *rtpClock) wall(place int64) time.Time {
	return c.offset.Add(c.duration(place))
}
