using System.Runtime.CompilerServices;
using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>
/// Reads the games of a PGN file one after the other, as bytes, in a window of some hundred kilobytes however long the
/// file (S. Edwards, "Portable Game Notation Specification", 1994). Knows nothing of chess.
/// </summary>
/// <remarks>
/// <code>
/// var reader = new PgnReader(stream);
/// while (reader.ReadGame())                       // tags are read, movetext not yet
/// {
///     var white = reader.Tags["White"];
///     while (reader.ReadToken() != PgnTokenKind.End)
///         Use(reader.Kind, PgnText.Decode(reader.Token));
///     // or reader.SkipMoves(), many times faster; the next ReadGame does it too
///     Use(reader.Outcome, reader.Faults);
/// }
/// if (reader.Failure is { } failure) …            // not a text that can be read at all
/// </code>
/// A game ends at its result, where a line begins with another game's tags, or with the file. Broken tags, comments and
/// variations are reported in <see cref="Faults"/> and the game is given all the same. One owner at a time; exceptions
/// are the stream's own.
/// </remarks>
public sealed class PgnReader
{
    private readonly ByteWindow _input;
    private readonly PgnFaults _faults = new();
    private readonly PgnTagSection _tagSection;
    private readonly PgnMovetext _movetext;
    private int _start, _length, _consumed;
    private bool _begun, _compared;

    /// <summary>Reads from where the stream is; the stream stays the caller's to close.</summary>
    /// <exception cref="ArgumentNullException">There is no stream.</exception>
    public PgnReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _input = new(stream);
        _tagSection = new(_input, Tags, _faults);
        _movetext = new(_input, _tagSection, _faults);
    }

    /// <summary>The game's tags.</summary>
    public PgnTags Tags { get; } = new();

    /// <summary>The game's number in the file, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line on which the game begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>What <see cref="ReadToken"/> found last.</summary>
    public PgnTokenKind Kind { get; private set; }

    /// <summary>Its text; good until the next call.</summary>
    public ReadOnlySpan<byte> Token => _input.Rest.Slice(_start, _length);

    /// <summary>Its line and column, from 1, in bytes.</summary>
    public (long Line, long Column) Position => _input.Position(_start);

    /// <summary>
    /// How the game ended: by its Result tag, or, if that does not say, by the result that closes its movetext (known once
    /// that is read or skipped).
    /// </summary>
    public PgnOutcome Outcome
    {
        get
        {
            var tagged = Tags.TryGet("Result"u8, out var text) ? PgnText.Outcome(text) : PgnOutcome.Unknown;
            return tagged == PgnOutcome.Unknown ? _movetext.Outcome : tagged;
        }
    }

    /// <summary>What is wrong with the game, as far as it is read: the first sixteen.</summary>
    public IReadOnlyList<PgnFault> Faults => _faults.List;

    /// <summary>Why nothing can be read, if so: the wrong encoding, a compressed file.</summary>
    public PgnFault? Failure { get; private set; }

    /// <summary>Goes to the next game and reads its tags. False at the end.</summary>
    [MethodImpl(HotPath.Options)]
    public bool ReadGame()
    {
        if (!_begun && !Begin()) return false;
        if (Failure is not null) return false;
        SkipMoves();
        _faults.Clear();
        Tags.Clear();
        _compared = false;
        // A comment behind a game's result belongs to no game.
        do _tagSection.SkipSpace();
        while (_movetext.SkipComment());
        if (_input.Peek() < 0) return false;
        (Line, _) = _input.Position();
        Number++;
        _tagSection.Read();
        _movetext.Begin();
        return true;
    }

    /// <summary>The next token of the game's movetext: <see cref="Kind"/>, <see cref="Token"/>, <see cref="Position"/>.</summary>
    public PgnTokenKind ReadToken()
    {
        _input.Advance(_consumed);
        Kind = _movetext.Next(out _start, out _length, out _consumed);
        if (_movetext.Ended) CompareResults();
        return Kind;
    }

    /// <summary>Leaves the rest of the movetext unread.</summary>
    public void SkipMoves()
    {
        _input.Advance(_consumed);
        (_start, _length, _consumed) = (0, 0, 0);
        if (_movetext.Ended) return;
        _movetext.Skip();
        CompareResults();
    }

    [MethodImpl(HotPath.Options)]
    private void CompareResults()
    {
        if (_compared || !Tags.TryGet("Result"u8, out var text)) return;
        _compared = true;
        var tagged = PgnText.Outcome(text);
        if (tagged == PgnOutcome.Unknown && !text.SequenceEqual("*"u8) && !text.SequenceEqual("?"u8))
            _faults.Add(_input, 0, $"the Result tag says '{PgnText.Decode(text)}'; wanted 1-0, 0-1, 1/2-1/2 or *");
        else if (tagged != PgnOutcome.Unknown && _movetext.Outcome != PgnOutcome.Unknown && tagged != _movetext.Outcome)
            _faults.Add(_input, 0, $"the Result tag says {PgnText.Decode(text)}, the end of the moves does not; the tag counts");
    }

    private bool Begin()
    {
        _begun = true;
        if (TextHead.Check(_input) is { } fault) Failure = new(1, 1, fault);
        return Failure is null;
    }
}
