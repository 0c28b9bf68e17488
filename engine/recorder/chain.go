package main

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"time"
)

// timeLayout is RFC 3339 in UTC with always six digits after the second.
const timeLayout = "2006-01-02T15:04:05.000000Z"

func stamp(t time.Time) string {
	return t.UTC().Format(timeLayout)
}

// chain numbers and links the lines of one recording; a later run goes on where the earlier one stopped.
type chain struct {
	hash      [sha256.Size]byte
	sequence  int64
	recording string
	run       int64
}

// link adds sequence, time, recording, run and hash to a line and returns it as it is printed and stored.
//
// hash = SHA-256(previous hash ‖ the segment's SHA-256, if the line is of a segment ‖ canonical line without "hash").
func (c *chain) link(kind string, at time.Time, values fields) ([]byte, error) {
	line := maps.Clone(values)
	if line == nil {
		line = fields{}
	}
	line["sequence"] = c.sequence + 1
	line["at"] = stamp(at)
	line["kind"] = kind
	line["recording"] = c.recording
	line["run"] = c.run
	hash, err := linkHash(c.hash, line)
	if err != nil {
		return nil, err
	}
	c.hash = hash
	c.sequence++
	line["hash"] = hex.EncodeToString(hash[:])
	return canonical(line)
}

func linkHash(previous [sha256.Size]byte, line fields) ([sha256.Size]byte, error) {
	content, err := canonical(line)
	if err != nil {
		return previous, err
	}
	input := previous[:]
	if line["kind"] == kindSegment {
		segment, err := hex.DecodeString(line["sha256"].(string))
		if err != nil {
			return previous, err
		}
		input = append(input, segment...)
	}
	return sha256.Sum256(append(input, content...)), nil
}
