namespace Arena.Hosting.ApplicationModel;

/// <summary>How a command of a resource is shown, and when it can be used.</summary>
public class CommandOptions
{
    public string? Description { get; set; }

    /// <summary>Asked before the command is sent.</summary>
    public string? ConfirmationMessage { get; set; }

    public string? IconName { get; set; }

    public IconVariant? IconVariant { get; set; }

    public bool IsHighlighted { get; set; }

    /// <summary>Whether the command can be used in the resource's present state; always, unless told.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }

    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
}
