using System.Runtime.CompilerServices;

namespace Arena.Core.Primitives;

/// <summary>
/// For the few methods through which each byte of a large file goes. Compiled ahead of time they call what other assemblies' code would be
/// inlined; compiled as usual they run for a tenth of a second before that is noticed, which is as long as a file takes. So they
/// are compiled when they are first called, and at once as well as can be. Not for methods that search by a static field's values: those
/// are known only to code that is compiled later.
/// </summary>
internal static class HotPath
{
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
}
