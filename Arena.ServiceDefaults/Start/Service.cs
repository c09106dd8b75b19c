using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Start;

/// <summary>Runs a service from its first line to its exit code.</summary>
public static class Service
{
    /// <summary>EX_CONFIG of sysexits.h: it tells whoever started the service that another start would not help.</summary>
    public const int WrongConfiguration = 78;

    /// <summary>
    /// Builds and runs until the host stops. What its configuration makes impossible is said in a sentence: on standard error before there
    /// are logs, in the log afterwards.
    /// </summary>
    /// <returns>The exit code: 0 when it was stopped, <see cref="WrongConfiguration"/> when it could not start as configured.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> register, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(map);
        WebApplication app;
        try
        {
            app = Build(args, register, map);
        }
        catch (StartFault fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return WrongConfiguration;
        }

        await using (app)
            return await RunAsync(app);
    }

    private static WebApplication Build(string[] args, Action<WebApplicationBuilder> register, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder(args);
        try
        {
            register(builder);
            var app = builder.Build();
            map(app);
            ValidateOptions(app.Services);
            WideBinding.Check(app.Configuration);
            FreePorts.Check(app.Configuration);
            return app;
        }
        catch (Exception fault) when (IsFault(fault)) // of a setting that says what is registered
        {
            throw new StartFault(fault.Message, fault);
        }
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (StartFault)
        {
            await app.StopAsync(); // the host has logged it, and goes on with what it had started already
            return WrongConfiguration;
        }

        await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    // The host would do it as well, with stack traces.
    private static void ValidateOptions(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(IsFault))
        {
            throw new StartFault(string.Join('\n', faults.InnerExceptions.Select(f => f.Message)), faults);
        }
        catch (Exception fault) when (IsFault(fault))
        {
            throw new StartFault(fault.Message, fault);
        }
    }

    // A value of the wrong kind, such as a word for a duration, is an InvalidOperationException that names the setting.
    private static bool IsFault(Exception fault) =>
        fault is OptionsValidationException
            or InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException };
}
