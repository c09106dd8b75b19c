namespace Arena.ControlPlane.Api.Conditions;

/// <summary>What has an entity tag of its own: whoever shows it may change the thing on condition that it is as it was.</summary>
internal interface ITagged
{
    /// <summary>With its quotes. Equal tags mean equal bytes.</summary>
    string Tag { get; }
}
