package main

import (
	"testing"
	"time"
)

func seconds(s float64) time.Time {
	return after(time.Duration(s * float64(time.Second)))
}

func expectGap(t *testing.T, got *gap, from, to float64, reason string) {
	t.Helper()
	if got == nil {
		t.Fatal("no gap was found")
	}
	if *got != (gap{seconds(from), seconds(to), reason}) {
		t.Errorf("got %+v", *got)
	}
}

func expectNone(t *testing.T, got *gap) {
	t.Helper()
	if got != nil {
		t.Errorf("got %+v", *got)
	}
}

func TestGapIsFoundWhenFramesComeAgainAfterMoreThanTwoSeconds(t *testing.T) {
	g := watchGaps(day, false)
	expectNone(t, g.frameStored(seconds(1)))
	expectNone(t, g.frameStored(seconds(3)))

	g.packetCame(seconds(5.5))
	expectGap(t, g.frameStored(seconds(5.5)), 3, 5.5, gapNoPackets)
	expectNone(t, g.frameStored(seconds(5.6)))
}

func TestGapIsNamedAfterTheConnectionWhenTheRecorderLostIt(t *testing.T) {
	g := watchGaps(day, false)
	g.frameStored(seconds(1))
	g.connectionLost()

	expectGap(t, g.frameStored(seconds(9)), 1, 9, gapConnection)
	expectNone(t, g.frameStored(seconds(10)))
}

func TestNoGapWhenTheConnectionWasLostButTheMediaWentOn(t *testing.T) {
	g := watchGaps(day, false)
	g.connectionLost()

	expectNone(t, g.frameStored(seconds(0.5)))
}

func TestGapIsNamedAfterTheKeyFrameWhenPacketsCameAllTheTime(t *testing.T) {
	g := watchGaps(day, false)
	for _, at := range []float64{1, 2.5, 4} {
		g.packetCame(seconds(at))
	}

	expectGap(t, g.frameStored(seconds(4)), 0, 4, gapNoKeyFrame)
}

func TestGapIsNotNamedAfterTheKeyFrameWhenPacketsWereMissingToo(t *testing.T) {
	g := watchGaps(day, false)
	for _, at := range []float64{3, 3.5} {
		g.packetCame(seconds(at))
	}

	expectGap(t, g.frameStored(seconds(4)), 0, 4, gapNoPackets)
}

func TestNoGapWhileMuted(t *testing.T) {
	g := watchGaps(day, false)
	g.frameStored(seconds(1))

	expectNone(t, g.setMuted(true, seconds(1.5)))
	expectNone(t, g.setMuted(false, seconds(60)))
	expectNone(t, g.frameStored(seconds(61)))
}

func TestGapEndsWhenTheSiteMutes(t *testing.T) {
	g := watchGaps(day, false)

	expectGap(t, g.setMuted(true, seconds(4)), 0, 4, gapNoPackets)
	expectNone(t, g.finish(seconds(30)))
}

func TestGapIsCountedFromTheUnmute(t *testing.T) {
	g := watchGaps(day, true)
	g.setMuted(false, seconds(10))

	g.packetCame(seconds(13))
	expectGap(t, g.frameStored(seconds(13)), 10, 13, gapNoPackets)
}

func TestGapThatIsOpenAtTheEndIsFound(t *testing.T) {
	g := watchGaps(day, false)

	expectGap(t, g.finish(seconds(3)), 0, 3, gapNoPackets)
}

func TestEveryHoleCountsWhenTheConnectionIsLostForGood(t *testing.T) {
	g := watchGaps(day, false)
	g.frameStored(seconds(1))
	g.connectionLost()

	expectGap(t, g.finish(seconds(1.5)), 1, 1.5, gapConnection)
}
