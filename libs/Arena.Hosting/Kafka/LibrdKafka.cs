using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Arena.Hosting.Kafka;

/// <summary>
/// Brings the managed client together with the system's librdkafka (Debian: librdkafka1). The client looks for the names
/// that its own native package would have had.
/// </summary>
internal static class LibrdKafka
{
    private static readonly Lazy<bool> _found = new(Connect);

    public static bool IsAvailable => _found.Value;

    private static bool Connect()
    {
        if (!NativeLibrary.TryLoad("librdkafka.so.1", out _))
            return false;

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // Somebody else in this process has already done the same.
        }

        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var actual = name switch
        {
            _ when name.Contains("librdkafka", StringComparison.Ordinal) => "librdkafka.so.1",
            "libdl" or "libdl.so" => "libdl.so.2",
            _ => null,
        };
        return actual is not null && NativeLibrary.TryLoad(actual, out var handle) ? handle : 0;
    }
}
