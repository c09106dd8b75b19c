namespace Arena.Core.Learning.Models;

/// <summary>What a hidden unit makes of its sum.</summary>
public enum Activation
{
    /// <summary>The hyperbolic tangent: between -1 and 1.</summary>
    Tanh,

    /// <summary>max(0, x) (Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", 2010).</summary>
    Relu,
}
