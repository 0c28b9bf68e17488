// Command recorder stores what the sites of one LiveKit room send, as they send it, and prints a chained line for
// everything that happens. README.md beside the module says what it reads, prints and writes.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	protologger "github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

const (
	exitDone         = 0
	exitBadJob       = 2
	exitDisconnected = 3
	exitStoreFailed  = 4

	leavePatience = 2 * time.Second
)

// ending is why a run ends.
type ending struct {
	reason  string
	message string // of an error line, when it ends badly
	code    int
}

func main() {
	signal.Ignore(syscall.SIGPIPE) // a worker that is gone must not keep the last segments from being stored
	if os.Getenv("GOMAXPROCS") == "" {
		// One thread of Go is plenty for a room (1 % of a core per site), and saves two fifths of the time, which would
		// go into waking the others for each packet.
		runtime.GOMAXPROCS(1)
	}
	lksdk.SetLogger(protologger.GetDiscardLogger()) // the library's own lines could hold the token
	input := bufio.NewReader(os.Stdin)
	line, err := input.ReadBytes('\n')
	if err != nil && err != io.EOF {
		refuse(err)
	}
	j, err := parseJob(line)
	if err != nil {
		refuse(err)
	}
	os.Exit(run(j, input))
}

func refuse(err error) {
	fmt.Fprintln(os.Stderr, "recorder:", err)
	os.Exit(exitBadJob)
}

func run(j job, input *bufio.Reader) int {
	endings := make(chan ending, 1)
	end := func(e ending) {
		select {
		case endings <- e:
		default: // another came first
		}
	}
	ledger, err := newLedger(j, os.Stdout, func(err error) {
		end(ending{reason: "store_failed", code: exitStoreFailed, message: err.Error()})
	})
	if err != nil {
		refuse(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go waitForStop(input, end)
	go waitForSignal(end)
	s := newSession(j, ledger, end)
	go func() {
		if err := s.join(ctx); err != nil {
			end(ending{reason: "not_joined", code: exitDisconnected, message: "the room was not joined: " + err.Error()})
			return
		}
		s.watch(ctx)
	}()

	last := <-endings
	cancel()
	s.finish(last.code == exitDisconnected)
	if last.message != "" {
		s.complain(last.message)
	}
	ledger.stop(last.reason)
	leave(s)
	return last.code
}

// leave tells LiveKit, but does not wait long for it: everything is stored already.
func leave(s *session) {
	left := make(chan struct{})
	go func() {
		s.room.Disconnect()
		close(left)
	}()
	select {
	case <-left:
	case <-time.After(leavePatience):
	}
}

// waitForStop ends the run at the line `stop` or when the worker closes the pipe or dies.
func waitForStop(input *bufio.Reader, end func(ending)) {
	for {
		line, err := input.ReadString('\n')
		if strings.TrimSpace(line) == "stop" {
			end(ending{reason: "requested"})
			return
		}
		if err != nil {
			end(ending{reason: "input_closed"})
			return
		}
	}
}

func waitForSignal(end func(ending)) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	<-signals
	end(ending{reason: "signal"})
}
