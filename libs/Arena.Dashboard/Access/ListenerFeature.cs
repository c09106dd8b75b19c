namespace Arena.Dashboard.Access;

/// <summary>Put on every connection when it is accepted.</summary>
internal sealed record ListenerFeature(Listener Listener);
