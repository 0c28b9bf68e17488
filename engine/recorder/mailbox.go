package main

import "sync"

// mailbox is a queue that never makes the sender wait: a slow disk or reader must not hold up the media.
type mailbox[T any] struct {
	mu     sync.Mutex
	filled *sync.Cond
	items  []T
	closed bool
}

func newMailbox[T any]() *mailbox[T] {
	m := &mailbox[T]{}
	m.filled = sync.NewCond(&m.mu)
	return m
}

// put adds what make returns. Items made under the lock stand in the order of their making.
func (m *mailbox[T]) put(make func() T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.closed {
		m.items = append(m.items, make())
		m.filled.Signal()
	}
}

// take waits and returns all that is there; nil after close, when all is taken.
func (m *mailbox[T]) take() []T {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.items) == 0 && !m.closed {
		m.filled.Wait()
	}
	items := m.items
	m.items = nil
	return items
}

func (m *mailbox[T]) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	m.filled.Signal()
}
