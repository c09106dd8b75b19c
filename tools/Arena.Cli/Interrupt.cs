using System.Runtime.InteropServices;

namespace Arena.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into cancellation, so that what was started is stopped before the process ends.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    private Interrupt(PosixSignalRegistration[] registrations) => _registrations = registrations;

    public static Interrupt On(CancellationTokenSource source)
    {
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            source.Cancel();
        }

        return new Interrupt(
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
        ]);
    }

    public void Dispose() => Array.ForEach(_registrations, r => r.Dispose());
}
