using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A method of a service, what implements it, and what serves it.</summary>
internal sealed record BoundMethod(IMethod Method, MethodInfo Implementation, RequestDelegate Handle);
