package main

import "time"

// keyFrameEvery is the time between two requests for a key frame.
const keyFrameEvery = time.Second

// verdict says what to do with a frame.
type verdict int

const (
	dropFrame verdict = iota // nothing is open and the picture cannot begin here
	keepFrame                // write it into the open file
	cutBefore                // close the open file, if any; write it as the first of the next
)

// cutter decides where the files of one track begin and end, and when to ask for a key frame. Places are in ticks of
// the stream's clock.
type cutter struct {
	video         bool
	length        int64 // of a file
	leap          int64 // a jump of the time stamps that no file can hold
	settled       int64 // age of a file from which on another size of the picture begins the next
	open          bool
	start, last   int64
	width, height int
	wantKey       bool
	asked         time.Time
}

func newCutter(video bool, segment time.Duration, rate int64) *cutter {
	return &cutter{
		video: video, wantKey: video,
		length: int64(segment.Seconds() * float64(rate)),
		leap:   int64(gapAfter.Seconds()) * rate,

		settled: 2 * rate,
	}
}

// judge says what to do with the frame at this place, and takes it as done.
func (c *cutter) judge(place int64, f *frame) verdict {
	v := c.verdictOn(place, f)
	if f.key {
		c.wantKey, c.width, c.height = false, f.width, f.height
	}
	switch v {
	case dropFrame:
		c.open, c.wantKey = false, true
	case cutBefore:
		c.open, c.start, c.last = true, place, place
	case keepFrame:
		c.last = max(c.last, place)
		c.wantKey = c.wantKey || c.video && c.due(place)
	}
	return v
}

func (c *cutter) verdictOn(place int64, f *frame) verdict {
	leapt := place-c.last > c.leap || c.last-place > c.leap
	switch {
	case (!c.open || leapt) && !f.key:
		return dropFrame
	case !c.open || leapt:
		return cutBefore
	case f.key && (c.due(place) || c.otherSize(place, f)):
		return cutBefore
	default:
		return keepFrame
	}
}

// otherSize tells a change of the picture's size. While a camera starts, it climbs through the sizes within seconds:
// those share one file.
func (c *cutter) otherSize(place int64, f *frame) bool {
	return c.video && (f.width != c.width || f.height != c.height) && place-c.start >= c.settled
}

func (c *cutter) due(place int64) bool {
	return place-c.start >= c.length
}

// closed notes that the file was closed from outside: after a silence, a mute or at the end of the stream.
func (c *cutter) closed() {
	c.open = false
	c.wantKey = c.video
}

// spoiled notes a loss that only a key frame heals.
func (c *cutter) spoiled() {
	c.wantKey = c.video
}

// ask tells whether to ask for a key frame now.
func (c *cutter) ask(now time.Time) bool {
	if !c.wantKey || now.Sub(c.asked) < keyFrameEvery {
		return false
	}
	c.asked = now
	return true
}
