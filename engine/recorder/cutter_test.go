package main

import (
	"testing"
	"time"
)

const tenSeconds = 10 * time.Second

func picture(key bool, width int) *frame {
	return &frame{key: key, width: width, height: width * 9 / 16}
}

func expectVerdict(t *testing.T, got, want verdict) {
	t.Helper()
	if got != want {
		t.Errorf("the verdict is %d, not %d", got, want)
	}
}

// goOn passes pictures that are no key frames, one a second, up to the second `to`.
func goOn(t *testing.T, c *cutter, to int64) {
	t.Helper()
	for second := c.last/videoRate + 1; second < to; second++ {
		expectVerdict(t, c.judge(second*videoRate, picture(false, 0)), keepFrame)
	}
}

func TestVideoFileBeginsOnlyWithAKeyFrame(t *testing.T) {
	c := newCutter(true, tenSeconds, videoRate)

	expectVerdict(t, c.judge(0, picture(false, 0)), dropFrame)
	expectVerdict(t, c.judge(3000, picture(true, 1280)), cutBefore)
	expectVerdict(t, c.judge(6000, picture(false, 0)), keepFrame)
}

func TestVideoFileGoesOnPastItsLengthUntilAKeyFrameComes(t *testing.T) {
	c := newCutter(true, time.Second, videoRate)
	c.judge(0, picture(true, 1280))
	if c.ask(seconds(0)) {
		t.Error("a key frame was asked for before the border")
	}

	expectVerdict(t, c.judge(90000, picture(false, 0)), keepFrame)
	for s, want := range []bool{true, false, true, true} {
		if got := c.ask(seconds([]float64{1, 1.5, 2, 3}[s])); got != want {
			t.Errorf("request %d: %v", s, got)
		}
	}
	expectVerdict(t, c.judge(180000, picture(true, 1280)), cutBefore)
	if c.ask(seconds(5)) {
		t.Error("a key frame was asked for after it had come")
	}
}

func TestVideoFileKeepsAKeyFrameBeforeTheBorder(t *testing.T) {
	c := newCutter(true, tenSeconds, videoRate)
	c.judge(0, picture(true, 1280))
	goOn(t, c, 9)

	expectVerdict(t, c.judge(9*videoRate, picture(true, 1280)), keepFrame)
}

func TestVideoFileIsCutWhenTheSizeChangesButNotWhileACameraStarts(t *testing.T) {
	c := newCutter(true, tenSeconds, videoRate)
	c.judge(0, picture(true, 320))

	expectVerdict(t, c.judge(videoRate, picture(true, 640)), keepFrame)
	goOn(t, c, 3)
	expectVerdict(t, c.judge(3*videoRate, picture(true, 640)), keepFrame)
	expectVerdict(t, c.judge(4*videoRate, picture(true, 1280)), cutBefore)
}

func TestAudioFileIsCutOnTime(t *testing.T) {
	c := newCutter(false, tenSeconds, audioRate)
	sound := &frame{key: true}

	expectVerdict(t, c.judge(0, sound), cutBefore)
	for place := int64(960); place < 10*audioRate; place += 960 {
		expectVerdict(t, c.judge(place, sound), keepFrame)
	}
	expectVerdict(t, c.judge(10*audioRate, sound), cutBefore)
}

func TestFileIsCutWhenTheTimeStampsLeap(t *testing.T) {
	sound, c := &frame{key: true}, newCutter(false, tenSeconds, audioRate)
	c.judge(0, sound)
	expectVerdict(t, c.judge(-5*audioRate, sound), cutBefore)

	video := newCutter(true, tenSeconds, videoRate)
	video.judge(0, picture(true, 1280))
	expectVerdict(t, video.judge(5*videoRate, picture(false, 0)), dropFrame)
	if !video.ask(day) {
		t.Error("no key frame was asked for")
	}
}

func TestLossIsHealedByAKeyFrame(t *testing.T) {
	c := newCutter(true, tenSeconds, videoRate)
	c.judge(0, picture(true, 1280))

	c.spoiled()

	if !c.ask(day) {
		t.Error("no key frame was asked for")
	}
}
