package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fields are the values of one manifest line. Only strings, integers, booleans, nil and maps of them are used:
// a fraction has no single spelling across languages, so it is refused.
type fields map[string]any

// canonical spells v in the one form that is hashed: keys sorted by code point, no spaces, UTF-8 as it is.
// It equals Python's json.dumps(v, sort_keys=True, separators=(",", ":"), ensure_ascii=False).
func canonical(v any) ([]byte, error) {
	return appendValue(nil, v)
}

func appendValue(out []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(out, "null"...), nil
	case bool:
		return strconv.AppendBool(out, v), nil
	case int:
		return strconv.AppendInt(out, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(out, v, 10), nil
	case string:
		return appendString(out, v), nil
	case fields:
		return appendObject(out, v)
	case map[string]any:
		return appendObject(out, v)
	default:
		return nil, fmt.Errorf("a manifest line cannot hold %T", v)
	}
}

func appendObject(out []byte, object map[string]any) ([]byte, error) {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys) // the byte order of UTF-8 is the order of code points
	out = append(out, '{')
	for i, key := range keys {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendString(out, key), ':')
		var err error
		if out, err = appendValue(out, object[key]); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

var shortEscapes = map[rune]string{
	'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`,
}

func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		if short, ok := shortEscapes[r]; ok {
			out = append(out, short...)
		} else if r < 0x20 {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
