package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	kindSegment   = "segment"
	kindHeartbeat = "heartbeat"
	kindStopped   = "stopped"
	kindError     = "error"

	manifestName   = "manifest.jsonl"
	unfinished     = ".part" // ends the name of a file that is not in the manifest yet
	stdoutPatience = 5 * time.Second
)

// entry is something to be told, in the order in which it happened.
type entry struct {
	kind   string
	at     time.Time
	values fields
	file   *closedFile // of a segment
}

// closedFile is a WebM file that gets no more frames; the ledger completes and hashes it.
type closedFile struct {
	file     *os.File
	writer   *webmWriter
	path     string // its name once it is complete
	duration time.Duration
}

// ledger owns the folder and the chain of one run. One goroutine completes files, links the lines, appends them to the
// manifest and prints them, so the order on the disk, in the chain and on standard output is the same.
type ledger struct {
	folder    string
	recording string
	run       int64
	manifest  *os.File
	chain     *chain
	entries   *mailbox[entry]
	lines     *mailbox[[]byte]
	written   chan struct{}
	printed   chan struct{}
	onFailure func(error)
	failed    sync.Once
	segments  int
	bytes     int64
}

// newLedger refuses a folder that holds the manifest of another run.
func newLedger(j job, out io.Writer, onFailure func(error)) (*ledger, error) {
	if err := os.MkdirAll(j.Folder, 0o750); err != nil {
		return nil, err
	}
	manifest, err := os.OpenFile(filepath.Join(j.Folder, manifestName), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return nil, err
	}
	l := &ledger{
		folder: j.Folder, recording: j.Recording, run: j.Run, manifest: manifest, chain: j.chain(),
		entries: newMailbox[entry](), lines: newMailbox[[]byte](),
		written: make(chan struct{}), printed: make(chan struct{}), onFailure: onFailure,
	}
	go l.write()
	go l.print(out)
	return l, nil
}

// note tells one event.
func (l *ledger) note(kind string, values fields) {
	l.entries.put(func() entry { return entry{kind: kind, at: time.Now(), values: values} })
}

// segment hands over a file that is to be completed, stored and told.
func (l *ledger) segment(file *closedFile, values fields) {
	l.entries.put(func() entry { return entry{kind: kindSegment, at: time.Now(), values: values, file: file} })
}

// stop tells the end and waits until everything is stored; standard output is given a few seconds.
func (l *ledger) stop(reason string) {
	l.note(kindStopped, fields{"reason": reason})
	l.entries.close()
	<-l.written
	select {
	case <-l.printed:
	case <-time.After(stdoutPatience):
	}
}

func (l *ledger) write() {
	defer close(l.written)
	defer l.lines.close()
	defer l.manifest.Close()
	for batch := l.entries.take(); batch != nil; batch = l.entries.take() {
		l.store(batch)
	}
}

// store makes the files of a batch durable first, then the lines that vouch for them, and only then prints.
func (l *ledger) store(batch []entry) {
	durable := false
	for i := range batch {
		switch batch[i].kind {
		case kindSegment:
			l.complete(&batch[i])
			durable = true
		case kindStopped:
			durable = true
		}
	}
	if durable {
		l.check(syncFolder(l.folder))
	}
	var lines [][]byte
	for _, e := range batch {
		lines = append(lines, l.line(e))
	}
	if durable {
		l.check(l.manifest.Sync())
	}
	for _, line := range lines {
		l.lines.put(func() []byte { return line })
	}
}

// complete finishes the file of a segment and adds its size and hash to the line; a file that cannot be stored
// becomes an error line.
func (l *ledger) complete(e *entry) {
	size, hash, err := e.file.store()
	if err != nil {
		l.check(err)
		*e = entry{kind: kindError, at: e.at, values: fields{"message": "a segment could not be stored: " + err.Error()}}
		return
	}
	e.values["bytes"], e.values["sha256"] = size, hash
	l.segments++
	l.bytes += size
}

// line links an entry and appends it to the manifest. A heartbeat is neither linked nor stored.
func (l *ledger) line(e entry) []byte {
	if e.kind == kindHeartbeat {
		e.values["kind"], e.values["at"] = e.kind, stamp(e.at)
		e.values["recording"], e.values["run"] = l.recording, l.run
		line, err := canonical(e.values)
		l.check(err)
		return append(line, '\n')
	}
	if e.kind == kindStopped {
		e.values["segments"], e.values["bytes"] = l.segments, l.bytes
	}
	line, err := l.chain.link(e.kind, e.at, e.values)
	l.check(err)
	line = append(line, '\n')
	_, err = l.manifest.Write(line)
	l.check(err)
	return line
}

// check reports the first failure; the lines go on, so that the worker hears what it can.
func (l *ledger) check(err error) {
	if err != nil {
		l.failed.Do(func() { go l.onFailure(fmt.Errorf("the recording store failed: %w", err)) })
	}
}

// print goes on without standard output when nobody reads it any more: the manifest has it all.
func (l *ledger) print(out io.Writer) {
	defer close(l.printed)
	for lines := l.lines.take(); lines != nil; lines = l.lines.take() {
		for _, line := range lines {
			out.Write(line)
		}
	}
}

// store completes the file, makes it durable under its final name and returns its size and SHA-256.
func (c *closedFile) store() (int64, string, error) {
	defer c.file.Close()
	if err := c.writer.finish(c.duration); err != nil {
		return 0, "", err
	}
	if err := c.file.Sync(); err != nil {
		return 0, "", err
	}
	if _, err := c.file.Seek(0, io.SeekStart); err != nil {
		return 0, "", err
	}
	hash := sha256.New()
	size, err := io.Copy(hash, c.file)
	if err != nil {
		return 0, "", err
	}
	return size, hex.EncodeToString(hash.Sum(nil)), os.Rename(c.file.Name(), c.path)
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
