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
        number = first;
        if (CheckLimit() is { } fault)
            return fault;
        if (Cursor is null)
            return null;
        if (Paging.Cursor.NumberOf(Cursor) is not { } found)
            return Problem.BadRequest(Paging.Cursor.Fault(Cursor));
        number = found;
        return null;
    }

    /// <summary>The same for lists whose keys are not numbers.</summary>
    public ProblemHttpResult? CheckLimit() =>
        Size is < 1 or > MaxLimit ? Problem.BadRequest($"limit: found {Limit}; wanted 1 to {MaxLimit}.") : null;
}
