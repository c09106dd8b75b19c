using Microsoft.Extensions.DependencyInjection;

namespace Arena.ServiceDefaults.Dials;

internal static class DialsRegistration
{
    /// <summary>What a service needs to go by dials; somebody has to tell it of them: <see cref="DialBook.Take"/>.</summary>
    public static IServiceCollection AddDialBook(this IServiceCollection services) => services.AddSingleton<DialBook>();
}
