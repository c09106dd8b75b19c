using Arena.ControlPlane.Access;
using Arena.ControlPlane.Agents;
using Arena.ControlPlane.Api;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Experiments;
using Arena.ControlPlane.Flags;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Proofs;
using Arena.ControlPlane.Ratings;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Replicas;
using Arena.ControlPlane.Trials;
using Arena.ControlPlane.Web;
using Arena.ControlPlane.Work;

namespace Arena.ControlPlane;

/// <summary>What the control plane is made of. Hosted services start in this order: the ledger first, then who decides.</summary>
internal static class Features
{
    public static void AddFeatures(this WebApplicationBuilder builder)
    {
        builder.AddLedger();
        builder.AddAudit();
        builder.AddAccess();
        builder.AddFlags();
        builder.AddDials();
        builder.AddReplicas();
        builder.AddProofs();
        builder.AddNodes();
        builder.AddLeagues();
        builder.AddRatings();
        builder.AddExperiments();
        builder.AddRechecks();
        builder.AddWork();
        builder.AddTrials();
        builder.AddApi();
        builder.AddWeb();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccess();
        app.MapAgents();
        app.MapLedger();
        app.MapAudit();
        app.MapProofs();
        app.MapRatings();
        app.MapWork();
        app.MapApi();
        app.MapWeb();
    }
}
