package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func validJob() map[string]any {
	return map[string]any{
		"url": "ws://127.0.0.1:7880", "token": "header.payload.signature", "room": "hearing-1",
		"recording": "6f0a3c1e-0d35-4c6f-9d8e-5b7a1f2c3d4e", "run": 2, "folder": "/var/lib/recordings/1/2",
		"segment_seconds": 10, "previous_hash": strings.Repeat("0a", 32), "previous_sequence": 7,
	}
}

func parse(t *testing.T, values map[string]any) (job, error) {
	t.Helper()
	line, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	return parseJob(append(line, '\n'))
}

func TestJobIsReadFromOneLine(t *testing.T) {
	j, err := parse(t, validJob())

	if err != nil {
		t.Fatal(err)
	}
	if j.segmentLength() != 10*time.Second || j.Run != 2 || j.Room != "hearing-1" {
		t.Errorf("read as %+v", j)
	}
	if c := j.chain(); c.sequence != 7 || c.hash[0] != 0x0a || c.hash[31] != 0x0a {
		t.Errorf("the chain begins at %d, %x", c.sequence, c.hash)
	}
}

func TestJobIsRefusedWhenAValueIsWrong(t *testing.T) {
	for name, value := range map[string]any{
		"url": "", "token": "", "room": "", "recording": "", "run": 0, "folder": "relative/folder",
		"segment_seconds": 0, "previous_hash": "00", "previous_sequence": -1,
	} {
		t.Run(name, func(t *testing.T) {
			values := validJob()
			values[name] = value

			if _, err := parse(t, values); err == nil {
				t.Error("the job was taken")
			}
		})
	}
}

func TestJobIsRefusedWithoutNamingTheTokenWhenItIsNotJSON(t *testing.T) {
	_, err := parseJob([]byte(`{"token": "header.payload.signature"`))

	if err == nil || strings.Contains(err.Error(), "payload") {
		t.Errorf("got %v", err)
	}
}

func TestTokenIsTakenOutOfMessages(t *testing.T) {
	j := job{Token: "header.payload.signature"}

	got := j.redact("dial ws://host/rtc?access_token=header.payload.signature&x=1: refused")

	if got != "dial ws://host/rtc?access_token=[token]&x=1: refused" {
		t.Errorf("got %s", got)
	}
}
