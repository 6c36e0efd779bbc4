// Opennote reads a signed head on standard input and opens it with Go's own note package, given the log's key and,
// if there is a second argument, a cosigner's. It prints the text of the note and the name of each verified signature.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// cosigner verifies cosignature/v1, which the note package does not know.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.id }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func newCosigner(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	id, err := strconv.ParseUint(parts[1], 16, 32)
	must(err)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	must(err)
	if len(key) != 33 || key[0] != 4 {
		must(fmt.Errorf("not a cosigner's key: %s", vkey))
	}
	return cosigner{parts[0], uint32(id), key[1:]}
}

func main() {
	log, err := note.NewVerifier(os.Args[1])
	must(err)
	verifiers := []note.Verifier{log}
	if len(os.Args) > 2 {
		verifiers = append(verifiers, newCosigner(os.Args[2]))
	}
	msg, err := io.ReadAll(os.Stdin)
	must(err)
	n, err := note.Open(msg, note.VerifierList(verifiers...))
	must(err)
	fmt.Print(n.Text)
	for _, sig := range n.Sigs {
		fmt.Println("verified", sig.Name)
	}
}
