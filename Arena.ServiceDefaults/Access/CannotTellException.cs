namespace Arena.ServiceDefaults.Access;

/// <summary>Who calls cannot be found out at present: whoever knows does not answer.</summary>
internal sealed class CannotTellException(Exception cause) : Exception("Who you are cannot be found out at present.", cause);
