using Arena.Core.Records;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What a replay found.</summary>
/// <param name="IsTrue">Whether everything stands as it was played.</param>
/// <param name="Actions">How many were played again.</param>
/// <param name="Asked">For how many of them agents were asked again.</param>
/// <param name="Notes">What was not checked, and why.</param>
internal sealed record ReplayBody(
    bool IsTrue, int Actions, int Asked, IReadOnlyList<DifferenceBody> Differences, IReadOnlyList<string> Notes)
{
    public static ReplayBody Of(ReplayReport report) => new(
        report.IsTrue, report.Actions, report.Asked,
        [.. report.Differences.Select(d => new DifferenceBody(d.Where, d.Recorded, d.Found))], report.Notes);
}

/// <summary>Something in which record and re-execution differ.</summary>
internal sealed record DifferenceBody(string Where, string Recorded, string Found);
