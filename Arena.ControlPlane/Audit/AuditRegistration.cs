namespace Arena.ControlPlane.Audit;

internal static class AuditRegistration
{
    public static void AddAudit(this WebApplicationBuilder builder) => builder.Services.AddSingleton<AuditReader>();

    public static void MapAudit(this WebApplication app) => app.MapGrpcService<AuditGrpcService>();
}
