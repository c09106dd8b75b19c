using System.Runtime.CompilerServices;

namespace Arena.Core.Primitives;

/// <summary>
/// For the few methods through which each byte of a large file goes. Compiled ahead of time they call what other assemblies' code would be
/// inlined; compiled as usual they run for a tenth of a second before that is noticed, which is as long as a file takes. So they
/// are compiled when they are first called, and at once as well as can be.
/// </summary>
internal static class HotPath
{
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
}
