using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Ratings;

internal static class RatingsRegistration
{
    /// <summary>After the leagues: their projection reads the ledger before ratings are followed.</summary>
    public static void AddRatings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RatingRecorder>();
        builder.Services.AddSingleton<ILeagueFollower>(services => services.GetRequiredService<RatingRecorder>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RatingRecorder>());
        builder.Services.AddSingleton<RatingHistory>();
    }

    public static void MapRatings(this WebApplication app) => app.MapGrpcService<RatingGrpcService>();
}
