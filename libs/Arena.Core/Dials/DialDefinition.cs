namespace Arena.Core.Dials;

/// <summary>A number that is changed while everything runs.</summary>
/// <param name="Name">What it is called, everywhere.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Unit">What it is counted in; empty for a plain number.</param>
/// <param name="Default">What it is in epoch 0, before anybody has changed a dial.</param>
/// <param name="Least">The least that it may be.</param>
/// <param name="Most">The most that it may be.</param>
/// <param name="Step">How far it may go in one epoch.</param>
public sealed record DialDefinition(
    string Name, string Description, string Unit, double Default, double Least, double Most, DialStep Step);
