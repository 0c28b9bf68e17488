package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"time"
)

// job is the line that the worker sends on standard input.
type job struct {
	URL              string `json:"url"`
	Token            string `json:"token"`
	Room             string `json:"room"`
	Recording        string `json:"recording"`
	Run              int64  `json:"run"`
	Folder           string `json:"folder"`
	SegmentSeconds   int64  `json:"segment_seconds"`
	PreviousHash     string `json:"previous_hash"`
	PreviousSequence int64  `json:"previous_sequence"`
}

func parseJob(line []byte) (job, error) {
	var j job
	if err := json.Unmarshal(line, &j); err != nil {
		return j, errors.New("the first line is not the JSON of a job")
	}
	previous, err := hex.DecodeString(j.PreviousHash)
	switch {
	case j.URL == "" || j.Token == "" || j.Room == "" || j.Recording == "":
		return j, errors.New("url, token, room and recording are needed")
	case j.Run < 1:
		return j, errors.New("run counts from 1")
	case !filepath.IsAbs(j.Folder):
		return j, errors.New("folder must be an absolute path")
	case j.SegmentSeconds < 1 || j.SegmentSeconds > 600:
		return j, errors.New("segment_seconds must be from 1 to 600")
	case err != nil || len(previous) != 32:
		return j, errors.New("previous_hash must be 64 hexadecimal digits")
	case j.PreviousSequence < 0:
		return j, errors.New("previous_sequence must not be negative")
	}
	return j, nil
}

func (j job) chain() *chain {
	c := &chain{sequence: j.PreviousSequence, recording: j.Recording, run: j.Run}
	hex.Decode(c.hash[:], []byte(j.PreviousHash)) // parseJob has checked it
	return c
}

func (j job) segmentLength() time.Duration {
	return time.Duration(j.SegmentSeconds) * time.Second
}

// redact takes the token out of a message: libraries put the address they called into their errors.
func (j job) redact(message string) string {
	return strings.ReplaceAll(message, j.Token, "[token]")
}
