package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// chainVectors is testdata/chain.json; the Python side reads the same file.
type chainVectors struct {
	Name             string
	PreviousHash     string `json:"previous_hash"`
	PreviousSequence int64  `json:"previous_sequence"`
	Lines            []struct {
		Canonical string
		Line      fields
	}
}

func readVectors(t *testing.T) []chainVectors {
	t.Helper()
	content, err := os.ReadFile("testdata/chain.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []chainVectors
	if err := json.Unmarshal(content, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		for _, l := range v.Lines {
			for key, value := range l.Line {
				if number, ok := value.(float64); ok {
					l.Line[key] = int64(number)
				}
			}
		}
	}
	return vectors
}

func TestChainGivesTheHashesOfTheVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			first := v.Lines[0].Line
			j := job{
				Recording: first["recording"].(string), Run: first["run"].(int64),
				PreviousHash: v.PreviousHash, PreviousSequence: v.PreviousSequence,
			}
			c := j.chain()
			for _, l := range v.Lines {
				at, err := time.Parse(timeLayout, l.Line["at"].(string))
				if err != nil {
					t.Fatal(err)
				}
				values := fields{}
				for key, value := range l.Line {
					if !strings.Contains(" sequence at kind recording run hash ", " "+key+" ") {
						values[key] = value
					}
				}

				printed, err := c.link(l.Line["kind"].(string), at, values)

				if err != nil {
					t.Fatal(err)
				}
				expected, err := canonical(l.Line)
				if err != nil {
					t.Fatal(err)
				}
				if string(printed) != string(expected) {
					t.Errorf("got\n%s\nwant\n%s", printed, expected)
				}
			}
		})
	}
}

func TestCanonicalFormIsThatOfTheVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		for _, l := range v.Lines {
			delete(l.Line, "hash")

			got, err := canonical(l.Line)

			if err != nil || string(got) != l.Canonical {
				t.Errorf("got %s (%v)\nwant %s", got, err, l.Canonical)
			}
		}
	}
}

func TestCanonicalFormRefusesAFraction(t *testing.T) {
	if out, err := canonical(fields{"seconds": 1.5}); err == nil {
		t.Errorf("a fraction was spelt as %s", out)
	}
}

func TestCanonicalFormReplacesBytesThatAreNoText(t *testing.T) {
	got, err := canonical("a\xffb")

	if err != nil || string(got) != "\"a\uFFFDb\"" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestChainLeavesTheGivenValuesAlone(t *testing.T) {
	values := fields{"reason": "requested"}

	if _, err := (&chain{}).link("stopped", time.Now(), values); err != nil {
		t.Fatal(err)
	}

	if len(values) != 1 {
		t.Errorf("the values were changed: %v", values)
	}
}
