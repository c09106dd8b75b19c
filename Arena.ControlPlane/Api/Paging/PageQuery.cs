using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arena.ControlPlane.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.Paging;

/// <summary>Which part of a list is asked for.</summary>
internal sealed class PageQuery
{
    public const int MaxLimit = 1_000;

    public const int DefaultLimit = 50;

    [FromQuery(Name = "limit")]
    [Range(1, MaxLimit)]
    [DefaultValue(DefaultLimit)]
    [Description("How many at most.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page before has ended: its \"next\". Without one, the first page.")]
    public string? Cursor { get; init; }

    public int Size => Limit ?? DefaultLimit;

    /// <summary>How many to read, to know whether there are more.</summary>
    public int Read => Size + 1;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="number">What the cursor stands for; <paramref name="first"/> without one.</param>
    public ProblemHttpResult? Check(long first, out long number)
    {
        var fault = Check(Paging.Cursor.NumberOf, out long? found);
        number = found ?? first;
        return fault;
    }

    /// <summary>The same for lists whose keys are not numbers.</summary>
    /// <param name="key">What the cursor stands for; null without one.</param>
    public ProblemHttpResult? Check(out string? key)
    {
        key = null;
        if (CheckLimit() is { } fault)
            return fault;
        if (Cursor is null)
            return null;
        key = Paging.Cursor.KeyOf(Cursor);
        return key is null ? Problem.BadRequest(Paging.Cursor.Fault(Cursor)) : null;
    }

    /// <summary>The same for lists with keys of their own kind.</summary>
    /// <param name="parse">A key of what a cursor stands for; null when it stands for none.</param>
    public ProblemHttpResult? Check<TKey>(Func<string, TKey?> parse, out TKey? key)
        where TKey : struct
    {
        key = null;
        if (Check(out string? text) is { } fault)
            return fault;
        if (text is null)
            return null;
        key = parse(text);
        return key is null ? Problem.BadRequest(Paging.Cursor.Fault(Cursor!)) : null;
    }

    private ProblemHttpResult? CheckLimit() =>
        Size is < 1 or > MaxLimit ? Problem.BadRequest($"limit: found {Limit}; wanted 1 to {MaxLimit}.") : null;
}
