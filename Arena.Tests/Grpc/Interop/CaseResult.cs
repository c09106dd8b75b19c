namespace Arena.Tests.Grpc.Interop;

/// <summary>What came of one case: ok, fail or n/a, and why.</summary>
internal sealed record CaseResult(string Name, string Outcome, string Reason);
