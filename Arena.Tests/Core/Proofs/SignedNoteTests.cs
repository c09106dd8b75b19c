using Arena.Core.Proofs;

namespace Arena.Tests.Core.Proofs;

public sealed class SignedNoteTests
{
    // Those of golang.org/x/mod/sumdb/note.
    private const string Public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Private = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private const string Text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """;

    private const string Signature =
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private const string Note = $"{Text}\n{Signature}";

    private static readonly NoteSigner _other = new("other", [.. Enumerable.Repeat((byte)7, NoteSigner.SeedSize)]);

    [Fact]
    public void Reference_key_signs_the_reference_note_byte_for_byte()
    {
        Assert.True(NoteSigner.TryParse(Private, out var signer, out _));
        Assert.Equal((Public, Private), (signer.Key.ToString(), signer.Secret()));
        Assert.Equal(Note, SignedNote.Sign(Text, [signer]).ToString());
        Assert.DoesNotContain(Private.Split('+')[4], signer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_note_is_signed_by_its_key_and_by_no_other()
    {
        var note = Read(Note);
        Assert.Equal((Text, Note), (note.Text, note.ToString()));
        Assert.True(note.IsSignedBy(Key(Public)));
        Assert.False(note.IsSignedBy(_other.Key));
        Assert.False(note.IsSignedBy(new NoteKey("other", Key(Public).PublicKey)));
    }

    [Fact]
    public void Note_with_any_character_changed_is_not_signed()
    {
        for (var i = 0; i < Text.Length - 1; i++)
        {
            var altered = Note.ToCharArray();
            altered[i] = altered[i] == 'x' ? 'y' : 'x';
            Assert.False(Read(new string(altered)).IsSignedBy(Key(Public)));
        }
    }

    [Fact]
    public void Note_of_two_keys_is_signed_by_both_and_a_wrong_signature_spoils_only_its_own()
    {
        Assert.True(NoteSigner.TryParse(Private, out var peter, out _));
        var both = SignedNote.Sign(Text, [peter, _other]);
        Assert.True(Read(both.ToString()).IsSignedBy(peter.Key));
        Assert.True(Read(both.ToString()).IsSignedBy(_other.Key));
        var spoilt = both with { Signatures = [both.Signatures[0], both.Signatures[1] with { Bytes = new byte[64] }] };
        Assert.True(Read(spoilt.ToString()).IsSignedBy(peter.Key));
        Assert.False(Read(spoilt.ToString()).IsSignedBy(_other.Key));
        var twice = both with { Signatures = [.. both.Signatures, both.Signatures[0] with { Bytes = new byte[64] }] };
        Assert.False(Read(twice.ToString()).IsSignedBy(peter.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n")]
    [InlineData("a\n\n")]
    [InlineData("\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/\n")]
    [InlineData("a\n\nPeterNeumann x08go/ZJkuBS9UG/\n")]
    [InlineData("a\n\n\u2014 PeterNeumann\n")]
    [InlineData("a\n\n\u2014 PeterNeumann x08g\n")]
    [InlineData("a\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/ x\n")]
    [InlineData("a\n\n\u2014 Peter+Neumann x08go/ZJkuBS9UG/\n")]
    [InlineData("a\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/")]
    [InlineData("a\r\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/\n")]
    public void What_is_no_note_is_said_to_be_none(string note)
    {
        Assert.False(SignedNote.TryParse(note, out _, out var fault));
        Assert.NotEmpty(fault);
    }

    [Fact]
    public void Key_that_is_mangled_is_none()
    {
        for (var begin = 0; begin < Public.Length; begin++)
        {
            for (var end = begin + 1; end <= Public.Length; end++)
                Assert.Equal((begin, end) == (0, Public.Length), NoteKey.TryParse(Public[begin..end], out _, out _));
        }

        for (var i = 0; i < Public.Length; i++)
            Assert.False(NoteKey.TryParse($"{Public[..i]}{(char)(Public[i] + 1)}{Public[(i + 1)..]}", out _, out _), $"{i}");
        Assert.False(NoteKey.TryParse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", out _, out _));
        Assert.False(NoteKey.TryParse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", out _, out _));
    }

    [Fact]
    public void Private_key_that_is_mangled_is_none_and_what_is_said_has_no_secret()
    {
        for (var i = 0; i < Private.Length; i++)
        {
            Assert.False(NoteSigner.TryParse($"{Private[..i]}{(char)(Private[i] + 1)}{Private[(i + 1)..]}", out _, out var fault));
            Assert.DoesNotContain("YEKFALV", fault, StringComparison.Ordinal);
        }
    }

    private static SignedNote Read(string note)
    {
        Assert.True(SignedNote.TryParse(note, out var read, out var fault), fault);
        return read;
    }

    private static NoteKey Key(string text)
    {
        Assert.True(NoteKey.TryParse(text, out var key, out var fault), fault);
        return key;
    }
}
