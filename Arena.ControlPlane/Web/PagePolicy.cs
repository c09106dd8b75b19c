namespace Arena.ControlPlane.Web;

/// <summary>What pages may do in a browser: run and load what comes from here, and send forms here. In no frame.</summary>
internal static class PagePolicy
{
    public const string Content =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";
}
