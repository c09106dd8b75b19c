using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Arena.Dashboard.Pages;

/// <summary>Addresses of pages: all of a page's state is in its address.</summary>
internal static class Address
{
    /// <summary>This page's address with some of its parameters changed; null takes one away.</summary>
    public static string With(this HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var query = request.Query.Where(q => !changes.Any(c => c.Name == q.Key))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Concat(changes.Select(c => KeyValuePair.Create(c.Name, c.Value)))
            .Where(q => !string.IsNullOrEmpty(q.Value))
            .Select(q => KeyValuePair.Create(q.Key, new StringValues(q.Value)));
        return request.Path + new QueryBuilder(query).ToString();
    }

    /// <summary>Another page's address.</summary>
    public static string To(string path, params (string Name, string? Value)[] parameters)
    {
        var address = new StringBuilder(path);
        foreach (var (name, value) in parameters.Where(p => !string.IsNullOrEmpty(p.Value)))
            address.Append(address.Length == path.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value!));
        return address.ToString();
    }
}
