package main

import (
	"math"
	"testing"
	"time"
)

var day = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func after(d time.Duration) time.Time {
	return day.Add(d)
}

func TestClockGoesOnWhenTheTimeStampsWrap(t *testing.T) {
	c := &rtpClock{rate: videoRate}
	c.unwrap(math.MaxUint32-8999, day)

	place := c.unwrap(0, after(100*time.Millisecond))

	if place != 9000 {
		t.Errorf("the place is %d", place)
	}
	if got := c.wall(place); !got.Equal(after(100 * time.Millisecond)) {
		t.Errorf("the time is %s", got)
	}
}

func TestClockPutsALatePacketWhereItBelongs(t *testing.T) {
	c := &rtpClock{rate: audioRate}
	c.unwrap(5000, day)
	c.unwrap(5960, after(20*time.Millisecond))

	place := c.unwrap(5480, after(500*time.Millisecond))

	if place != 480 {
		t.Errorf("the place is %d", place)
	}
	if got := c.wall(place).Sub(after(10 * time.Millisecond)); got < 0 || got > time.Millisecond {
		t.Errorf("the time is off by %s", got)
	}
}

func TestClockTrustsThePacketThatCameSoonest(t *testing.T) {
	c := &rtpClock{rate: audioRate}
	c.unwrap(0, after(300*time.Millisecond)) // held up on its way

	c.unwrap(960, after(20*time.Millisecond))

	if got := c.wall(0); !got.Equal(day) {
		t.Errorf("the stream begins at %s", got)
	}
}

func TestClockFollowsASenderThatIsSlow(t *testing.T) {
	c := &rtpClock{rate: audioRate}
	c.unwrap(0, day)
	for s := 1; s <= 1200; s++ { // half a thousandth slow
		c.unwrap(uint32(s*audioRate/2), after(time.Duration(s)*500250*time.Microsecond))
	}

	got := c.wall(600 * audioRate).Sub(after(600300 * time.Millisecond))

	if got.Abs() > 2*time.Millisecond {
		t.Errorf("after ten minutes the time is off by %s", got)
	}
}

func TestClockGoesOnWithTheDayWhenTheSenderWasStopped(t *testing.T) {
	c := &rtpClock{rate: audioRate}
	c.unwrap(0, day)

	place := c.unwrap(960, after(4*time.Second))

	if got := c.wall(place); !got.Equal(after(4 * time.Second)) {
		t.Errorf("what was sent after the stop stands at %s", got)
	}
}
